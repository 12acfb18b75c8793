package mapping

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// doubt notes an amount of money that is read from a column whose name tells a unit or a
// currency, while the mapping says nothing of it.
func (f *fileParser) doubt(v *value, field *catalog.Field) {
	if field.Kind != catalog.Yuan {
		return
	}
	v.columns(func(name string) {
		plain, note := normalName(name), ""
		switch unit := unitInName.FindString(plain); {
		case otherMoney.MatchString(plain):
			note = fmt.Sprintf("the head of %q names a currency that is not yuan; its numbers are read as yuan", name)
		case unit != "" && !v.unit:
			note = fmt.Sprintf("the head of %q names a unit, but its numbers are read as yuan; say transform: {amount: %s}", name, unit)
		}
		if note != "" && !slices.Contains(f.spec.doubts, note) {
			f.spec.doubts = append(f.spec.doubts, note)
		}
	})
}

// UnitsInHeads tells of columns whose names hold a unit or a currency: a mapping must say so.
func UnitsInHeads(columns []string) []string {
	var notes []string
	for _, name := range columns {
		switch unit := unitInName.FindString(normalName(name)); {
		case otherMoney.MatchString(normalName(name)):
			notes = append(notes, fmt.Sprintf("the head of %q names a currency that is not yuan", name))
		case unit != "":
			notes = append(notes, fmt.Sprintf("the head of %q names a unit; the mapping must say transform: {amount: %s}", name, unit))
		}
	}
	return notes
}

// isDated tells that a transform makes dates.
func isDated(n *yaml.Node) bool {
	n = resolve(n)
	return n.Value == "date" || optionsOf(n, "date") != nil
}

// namesUnit tells that a transform says in which unit amounts without one are.
func namesUnit(n *yaml.Node) bool {
	n = optionsOf(resolve(n), "amount")
	return n != nil && (n.Kind == yaml.ScalarNode || optionsOf(n, "unit") != nil)
}

// optionsOf is what stands behind a name, nil when it is not there.
func optionsOf(n *yaml.Node, name string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return resolve(n.Content[i+1])
		}
	}
	return nil
}
