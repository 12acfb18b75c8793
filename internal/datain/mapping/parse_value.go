package mapping

import (
	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// scope is where in a file a value stands: outside a fan-out, or in an entry of one.
type scope struct {
	f   *fileParser
	fan int
	in  *fanout
}

func (s scope) at(n *yaml.Node, format string, args ...any) { s.f.at(n, format, args...) }

// value reads a value: the name of a column, or an object that says where it comes from
// and what is done to it.
func (s scope) value(n *yaml.Node, what string) *value {
	n = resolve(n)
	if n.Kind == yaml.ScalarNode {
		if n.ShortTag() != "!!str" || n.Value == "" {
			s.at(n, "%s is %q, expected the name of a column; write {value: %s} for a constant, and quotes around a column's name that is a number", what, n.Value, n.Value)
		}
		return &value{from: newColumn(n.Value), emptyAs: s.f.emptyAs}
	}
	o := s.f.object(n, what, valueKeys.names()...)
	if o == nil {
		return &value{from: constant{}}
	}
	return s.valueOf(o, what)
}

// valueOf reads the value that an object describes, whatever else the object says.
func (s scope) valueOf(o *object, what string) *value {
	v := &value{from: s.origin(o, what), emptyAs: s.f.emptyAs}
	if n := o.values["emptyAs"]; n != nil {
		v.emptyAs = setOf(s.f.texts(n, "emptyAs"))
		for text := range s.f.emptyAs {
			v.emptyAs[text] = true
		}
	}
	if n := o.values["split"]; n != nil {
		v.steps = append(v.steps, splitStep(s.separators(n)))
	}
	if n := o.values["transform"]; n != nil {
		for _, t := range list(n) {
			v.dated, v.unit = v.dated || isDated(t), v.unit || namesUnit(t)
			if st := s.f.transform(t); st != nil {
				v.steps = append(v.steps, st)
			}
		}
	}
	if n := o.values["default"]; n != nil {
		v.fallback = s.f.constant(n, "default")
	}
	if n := o.values["required"]; n != nil {
		v.required = s.f.boolean(n, "required")
	}
	if n := o.values["onError"]; n != nil {
		v.omit = s.f.oneOf(n, "onError", onErrorWords...) == "omit"
	}
	return v
}

func (s scope) separators(n *yaml.Node) []string {
	var list []string
	for _, sep := range s.f.texts(n, "split") {
		if sep == "" {
			s.at(n, "split: a separator cannot be empty")
			continue
		}
		list = append(list, sep)
	}
	return list
}

// fieldValue reads the value of a field, and checks one that is written in the mapping.
func (s scope) fieldValue(n *yaml.Node, f *catalog.Field) *value {
	v := s.value(n, f.Name)
	v.fit = fitStep(s.f.cat, f)
	v.dated = v.dated || f.Kind == catalog.Date
	s.f.doubt(v, f)
	if c, isConstant := v.from.(constant); isConstant && c.value != nil {
		if read := v.read(&row{}); read.reason != "" {
			s.at(n, "%s: %s %s", f.Name, read.text, read.reason)
		}
	}
	return v
}
