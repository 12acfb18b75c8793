package predicate

import (
	"fmt"
	"strings"
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
		return fmt.Sprintf("count(%s) %s ?", p.Relation.Name, p.Op)
	case Exists:
		text := "some(" + p.Relation.Name
		if p.Node != nil {
			text += ", node " + Text(p.Node)
		}
		if p.Edge != nil {
			text += ", edge " + Text(p.Edge)
		}
		return text + ")"
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
