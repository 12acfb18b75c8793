package mapping

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// cases reads branches, each with checks of what the cases look at or with a condition, and
// with the value it gives.
func (s scope) cases(o *object) origin {
	var c cases
	for _, key := range []string{"column", "entry", "first", "template", "value"} {
		switch {
		case !o.has(key):
		case c.on != nil || key == "value":
			s.at(o.keyAt[key], "cases: look at one column: or entry:, %s: is too much", key)
		case key == "template":
			c.on = s.template(o.values[key])
		case key == "first":
			c.on = s.first(o.values[key])
		default:
			c.on = s.place(o, key)
		}
	}
	for _, n := range list(o.values["cases"]) {
		if b, ok := s.branch(n, c.on); ok {
			c.branches = append(c.branches, b)
		}
	}
	if n := o.values["else"]; n != nil {
		c.otherwise = s.outcome(n)
	}
	return c
}

// outcome is a constant, or an object such as {column: …}.
func (s scope) outcome(n *yaml.Node) origin {
	if resolve(n).Kind == yaml.MappingNode {
		return s.value(n, "else")
	}
	return constant{s.f.constant(n, "else")}
}

func (s scope) branch(n *yaml.Node, on origin) (branch, bool) {
	o := s.f.object(n, "a case", caseKeys.names()...)
	if o == nil {
		return branch{}, false
	}
	conditions := group{}
	if o.has("when") {
		conditions.list = append(conditions.list, s.condition(o.values["when"], on))
	}
	if checks := s.checks(o); len(checks) > 0 {
		if on == nil {
			s.at(n, "the case has checks, but cases: names no column: to look at")
			return branch{}, false
		}
		conditions.list = append(conditions.list, test{&value{from: on, emptyAs: s.f.emptyAs}, checks})
	}
	if len(conditions.list) == 0 {
		s.at(n, "the case says nothing about when it fits; give one of %s or when:, or use else:", strings.Join(checkKeys().names(), ", "))
	}
	return branch{when: conditions, then: s.caseValue(o)}, true
}

func (s scope) caseValue(o *object) origin {
	switch {
	case o.has("value"):
		return constant{s.f.constant(o.values["value"], "value")}
	case o.has("template"):
		return s.template(o.values["template"])
	case o.has("column"):
		return s.place(o, "column")
	case o.has("entry"):
		return s.place(o, "entry")
	}
	s.at(o.node, "the case gives no value:, column: or template:")
	return constant{}
}

// template reads a text with columns in braces; {{ and }} stand for braces.
func (s scope) template(n *yaml.Node) origin {
	text := s.f.text(n, "template")
	var t template
	var part strings.Builder
	for text != "" {
		switch {
		case strings.HasPrefix(text, "{{"), strings.HasPrefix(text, "}}"):
			part.WriteByte(text[0])
			text = text[2:]
		case text[0] == '{':
			name, rest, closed := strings.Cut(text[1:], "}")
			if !closed || name == "" {
				s.at(n, "template: a brace is not closed, or empty; write {column}, and {{ for a brace")
				return constant{}
			}
			t.texts, t.values, text = append(t.texts, part.String()), append(t.values, s.placeholder(n, name)), rest
			part.Reset()
		default:
			part.WriteByte(text[0])
			text = text[1:]
		}
	}
	t.texts = append(t.texts, part.String())
	if len(t.values) > maxParts {
		s.at(n, "template: has %d columns, at most %d are put together", len(t.values), maxParts)
	}
	return t
}

func (s scope) placeholder(n *yaml.Node, name string) origin {
	v := &value{from: newColumn(name), emptyAs: s.f.emptyAs}
	if name == "entry" {
		v.from = s.entryPart(n, "value")
	}
	if part, isEntry := strings.CutPrefix(name, "entry."); isEntry && s.in != nil {
		v.from = s.entryPart(n, part)
	}
	return v
}
