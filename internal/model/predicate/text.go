package predicate

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Text prints a predicate without its values, for plans that people read.
func Text(p Predicate) string {
	switch p := p.(type) {
	case nil:
		return "true"
	case And:
		return listText("and", p)
	case Or:
		return listText("or", p)
	case Not:
		return "not(" + Text(p.Of) + ")"
	case Const:
		return fmt.Sprint(bool(p))
	case Missing:
		return "missing " + p.Field.Name
	case Compare:
		return fmt.Sprintf("%s %s ?", p.Field.Name, p.Op)
	case Degree:
		name := map[bool]string{true: "ends", false: "count"}[p.Ends]
		return fmt.Sprintf("%s %s ?", farText(name, p.Relation, p.Node, p.Edge), p.Op)
	case Within:
		return "within " + p.Key.Name + " ?"
	case Exists:
		return farText("some", p.Relation, p.Node, p.Edge)
	}
	return "?"
}

func listText(name string, list []Predicate) string {
	texts := make([]string, len(list))
	for i, p := range list {
		texts[i] = Text(p)
	}
	return name + "(" + strings.Join(texts, ", ") + ")"
}

func farText(name string, r *catalog.Relation, node, edge Predicate) string {
	text := name + "(" + r.Name
	if node != nil {
		text += ", node " + Text(node)
	}
	if edge != nil {
		text += ", edge " + Text(edge)
	}
	return text + ")"
}
