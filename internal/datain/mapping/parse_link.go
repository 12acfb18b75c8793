package mapping

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func (f *fileParser) links(items []*yaml.Node) {
	for _, n := range items {
		if o := f.object(n, "a link", linkKeys.names()...); o != nil {
			f.spec.links = append(f.spec.links, f.link(o))
		}
	}
}

func (f *fileParser) link(o *object) *linkSpec {
	spec := &linkSpec{unknown: Reject}
	spec.fan = f.linkFan(o)
	s := f.scope(spec.fan)
	f.part(s, o, &spec.partSpec)
	create := false
	if n := o.values["unknown"]; n != nil {
		switch f.oneOf(n, "unknown", unknownWords...) {
		case "skip":
			spec.unknown = Skip
		case createWord:
			create = true
		}
	}
	var from, to *catalog.Entity
	spec.from, from = s.end(o, "from", create)
	spec.to, to = s.end(o, "to", create)
	if create && spec.from.lookup == nil && spec.to.lookup == nil {
		f.at(o.values["unknown"], "unknown: both ends are nodes of the row, so none can be unknown")
	}
	for _, end := range []endSpec{spec.from, spec.to} {
		if end.lookup != nil && end.lookup.create != nil {
			end.lookup.create.sources, end.lookup.create.about = spec.sources, spec.about
		}
	}
	spec.edge = f.edge(o, from, to)
	if spec.edge == nil {
		return spec
	}
	spec.typ = spec.edge.Type
	spec.id = s.idOf(o)
	if n := o.values["remove"]; n != nil {
		spec.remove = s.condition(n, nil)
	}
	spec.fields = s.fields(o, "properties", spec.typ, propertiesOf(spec.edge))
	f.protected(o, spec)
	return spec
}

func propertiesOf(e *catalog.Edge) []*catalog.Field {
	if e.Properties == nil {
		return nil
	}
	return e.Properties.Fields
}

// linkFan is the fan-out of a link: the one that it declares, else that of the nodes it joins.
func (f *fileParser) linkFan(o *object) int {
	fan := f.fanOf(o)
	for _, key := range []string{"from", "to"} {
		n := o.values[key]
		if n == nil {
			continue
		}
		at, known := f.handles[f.handleOf(n)]
		if !known || f.spec.nodes[at].fan == rowItself {
			continue
		}
		theirs := f.spec.nodes[at].fan
		if fan != rowItself && fan != theirs {
			f.at(n, "%s is made for each of other entries than the link's; begin with forEach: and the as: of one node for both", key)
		}
		fan = theirs
	}
	return fan
}

// handleOf is the handle that an end names, empty when it is a lookup.
func (f *fileParser) handleOf(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode {
		return n.Value
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "previous" {
			return resolve(n.Content[i+1]).Value
		}
	}
	return ""
}

// edge finds the declared relationship; a link that the schema does not know is a mistake
// that names those of its type.
func (f *fileParser) edge(o *object, from, to *catalog.Entity) *catalog.Edge {
	n := o.values["type"]
	if n == nil {
		f.at(o.node, "the link needs a type:, such as LOCATED_IN")
		return nil
	}
	typ := f.text(n, "type")
	var ways []string
	for _, e := range f.cat.Edges {
		if e.Type != typ {
			continue
		}
		if e.From == from && e.To == to {
			return e
		}
		ways = append(ways, fmt.Sprintf("from %s to %s", e.From.Name, e.To.Name))
	}
	switch {
	case ways == nil:
		f.at(n, "there is no relationship type %q%s", typ, orList(typ, f.cat.EdgeTypes()))
	case from != nil && to != nil:
		f.at(n, "%s does not lead from %s to %s; it leads %s", typ, from.Name, to.Name, strings.Join(ways, ", or "))
	}
	return nil
}

// protected checks what protect: names: properties that are set, and to or from where at
// most one relationship may stand.
func (f *fileParser) protected(o *object, spec *linkSpec) {
	for _, name := range spec.protect {
		set := slices.ContainsFunc(spec.fields, func(fs fieldSpec) bool { return fs.field.Name == name })
		switch {
		case set, name == "to" && spec.edge.FromOne, name == "from" && spec.edge.ToOne:
		case name == "to" || name == "from":
			f.at(o.values["protect"], "protect: many %s relationships may stand side by side, so %s is never moved", spec.typ, name)
		default:
			f.at(o.values["protect"], "protect names %s, which properties: does not set", name)
		}
	}
}
