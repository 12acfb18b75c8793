package record

import (
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// findBy are the indexed fields by which rows of a batch find their nodes when the
// business keys do not lead to one; nodes may share their values.
type findBy struct {
	fields  []*catalog.Field
	byValue map[string]map[any][]*node
}

// newFindBy takes the fields that the rows ask for; a field that no index serves is the
// row's problem.
func newFindBy(e *catalog.Entity, rows []input.Node, checked []input.Checked) findBy {
	found := findBy{byValue: map[string]map[any][]*node{}}
	for i, row := range rows {
		if row.FindBy == "" || found.byValue[row.FindBy] != nil {
			continue
		}
		f := e.Field(row.FindBy)
		if f == nil || !indexed(f) {
			checked[i].Refuse(row.FindBy, "%s is not indexed, so no %s can be found by it", fault.Shown(row.FindBy), e.Name)
			continue
		}
		if f.Unique { // These are looked for anyway.
			continue
		}
		found.byValue[f.Name] = map[any][]*node{}
		found.fields = append(found.fields, f)
	}
	return found
}

func (f *findBy) index(n *node) {
	for _, field := range f.fields {
		if v := n.current[field.KeyProperty()]; v != nil {
			f.byValue[field.Name][v] = append(f.byValue[field.Name][v], n)
		}
	}
}

func (f *findBy) unindex(n *node) {
	for _, field := range f.fields {
		if v := n.current[field.KeyProperty()]; v != nil {
			f.byValue[field.Name][v] = without(f.byValue[field.Name][v], n)
		}
	}
}

func without(list []*node, n *node) []*node {
	rest := list[:0:0]
	for _, other := range list {
		if other != n {
			rest = append(rest, other)
		}
	}
	return rest
}

// protect finds the values that the row may not change. Messages go to reports that many
// read: sensitive values are masked in them. Those that the policy masks are refused whether
// they differ or not.
func protect(fields []string, declared []*catalog.Field, policy privacy.Policy, stored, given map[string]any, c *input.Checked, label string) {
	shown := func(f *catalog.Field, v any) string { return fault.Shown(privacy.Policy{}.Shown(f, v)) }
	for _, field := range fields {
		old, v, f := stored[field], given[field], catalog.FieldNamed(declared, field)
		if old != nil && v != nil && policy.Masks(f) {
			c.Refuse(field, "cannot be protected, since %s has one already and only who may see it can compare it; leave the column out, or do not protect it", label)
			continue
		}
		if old == nil || v == nil || property.Same(old, v) || c.Has(field) {
			continue
		}
		if f != nil && sameText(f, old, v) { // The first writing stays.
			c.Leave(f)
			continue
		}
		hint := "a conflict: correct one of them"
		if field == "name" {
			hint = fmt.Sprintf("a conflict, or %s is a former name (曾用名) of %s", fault.Shown(v), fault.Shown(old))
		}
		c.Refuse(field, "is %s, but %s has %s already: %s", shown(f, v), label, shown(f, old), hint)
	}
}
