package mapping

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// origin reads the one key that says where a value comes from.
func (s scope) origin(o *object, what string) origin {
	var given []string
	for _, key := range originKeys.names() {
		if o.has(key) {
			given = append(given, key)
		}
	}
	if o.has("cases") {
		return s.cases(o)
	}
	if len(given) != 1 {
		s.at(o.node, "%s: expected exactly one of %s, got %s", what, strings.Join(originKeys.names(), ", "), orNone(given))
		return constant{}
	}
	if o.has("else") {
		s.at(o.keyAt["else"], "else: belongs to cases:")
	}
	n := o.values[given[0]]
	switch given[0] {
	case "value":
		return constant{s.f.constant(n, "value")}
	case "template":
		return s.template(n)
	case "first":
		return s.first(n)
	}
	return s.place(o, given[0])
}

// place reads column: or entry:.
func (s scope) place(o *object, key string) origin {
	name := s.f.text(o.values[key], key)
	if key == "column" {
		return newColumn(name)
	}
	return s.entryPart(o.values[key], name)
}

func orNone(given []string) string {
	if len(given) == 0 {
		return "none"
	}
	return strings.Join(given, " and ")
}

func (s scope) first(n *yaml.Node) origin {
	var f first
	for _, item := range list(n) {
		f.values = append(f.values, s.value(item, "first"))
	}
	if len(f.values) < 2 {
		s.at(n, "first: expected a list of two or more columns or values")
	}
	return f
}

func (s scope) entryPart(n *yaml.Node, name string) origin {
	parts := strings.Split(name, ".")
	if s.in == nil {
		s.at(n, "entry: is known only where forEach: is")
		return constant{}
	}
	known := entryPartNames()
	for _, b := range s.in.beside {
		known = append(known, b.name)
	}
	if !slices.Contains(known, parts[0]) {
		s.at(n, "an entry has no %q%s", parts[0], orList(parts[0], known))
	}
	if parts[0] == "key" && !s.in.isMap {
		s.at(n, "entry: key is known only of a map; say kind: map, or pair:")
	}
	return ofEntry{part: entryPartOf(parts[0]), path: parts[1:]}
}
