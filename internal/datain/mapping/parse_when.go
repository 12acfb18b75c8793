package mapping

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// whenOf reads when:, which always holds when it is left out.
func (s scope) whenOf(o *object) condition {
	if n := o.values["when"]; n != nil {
		return s.condition(n, nil)
	}
	return always{}
}

// requireOf reads require:, a list of conditions, each with a reason to give.
func (s scope) requireOf(o *object) []requirement {
	n := o.values["require"]
	if n == nil {
		return nil
	}
	var out []requirement
	for _, item := range list(n) {
		q := requirement{reason: fmt.Sprintf("does not fulfil what line %d of the mapping requires", item.Line)}
		c := s.f.object(item, "a requirement", requirementKeys.names()...)
		if c == nil {
			continue
		}
		q.condition = s.conditionOf(c, nil)
		if c.has("reason") {
			q.reason = s.f.text(c.values["reason"], "reason")
		}
		q.looked = s.looked(c)
		out = append(out, q)
	}
	return out
}

// looked is the value that the first test in a condition looks at, nil when there is none.
func (s scope) looked(o *object) *value {
	for _, key := range []string{"column", "entry"} {
		if o.has(key) {
			return &value{from: s.place(o, key)}
		}
	}
	for _, key := range []string{"all", "any", "not"} {
		if !o.has(key) {
			continue
		}
		quiet := scope{f: &fileParser{parser: &parser{cat: s.f.cat}}, in: s.in}
		for _, item := range list(o.values[key]) {
			if inner := quiet.f.object(item, "a condition"); inner != nil {
				if v := quiet.looked(inner); v != nil {
					return v
				}
			}
		}
	}
	return nil
}

// condition reads a condition, or a list of them that must all hold. on is what its
// checks look at when it names nothing itself.
func (s scope) condition(n *yaml.Node, on origin) condition {
	n = resolve(n)
	if n.Kind == yaml.SequenceNode {
		return s.joined(n, on, false)
	}
	o := s.f.object(n, "a condition", conditionKeys.names()...)
	if o == nil {
		return always{}
	}
	return s.conditionOf(o, on)
}

func (s scope) joined(n *yaml.Node, on origin, any bool) condition {
	g := group{any: any}
	for _, item := range list(n) {
		g.list = append(g.list, s.condition(item, on))
	}
	if len(g.list) == 0 {
		s.at(n, "expected a list of conditions")
	}
	return g
}

func (s scope) conditionOf(o *object, on origin) condition {
	for _, key := range []string{"column", "entry"} {
		if o.has(key) {
			on = s.place(o, key)
		}
	}
	if o.has("column") && o.has("entry") {
		s.at(o.node, "a condition looks at column: or entry:, not at both; join two with all:")
	}
	g := group{}
	if checks := s.checks(o); len(checks) > 0 {
		if on == nil {
			s.at(o.node, "the condition names no column: to look at")
			return always{}
		}
		g.list = append(g.list, test{s.tested(o, on), checks})
	}
	if n := o.values["all"]; n != nil {
		g.list = append(g.list, s.joined(n, on, false))
	}
	if n := o.values["any"]; n != nil {
		g.list = append(g.list, s.joined(n, on, true))
	}
	if n := o.values["not"]; n != nil {
		g.list = append(g.list, not{s.condition(n, on)})
	}
	if len(g.list) == 0 {
		s.at(o.node, "the condition checks nothing; give one of %v, or all:, any: or not:", checkKeys().names())
	}
	return g
}

func (s scope) tested(o *object, on origin) *value {
	v := &value{from: on, emptyAs: s.f.emptyAs}
	if n := o.values["transform"]; n != nil {
		for _, t := range list(n) {
			if st := s.f.transform(t); st != nil {
				v.steps = append(v.steps, st)
			}
		}
	}
	return v
}

// checks reads the comparisons that stand in an object.
func (s scope) checks(o *object) []check {
	var out []check
	for _, w := range checkWords {
		n := o.values[w.name]
		if n == nil {
			continue
		}
		if c := w.read(s, n, w.name); c != nil {
			out = append(out, c)
		}
	}
	return out
}
