package mapping

import (
	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// end reads one end of a link: the handle of a node, the node of the previous entry, or a
// lookup. It returns the entity too, nil when there is a mistake.
func (s scope) end(o *object, name string, create bool) (endSpec, *catalog.Entity) {
	n := o.values[name]
	switch {
	case n == nil:
		s.at(o.node, "the link needs %s:, the as: of a node or a lookup such as {entity: Company, key: stockCode, value: …}", name)
		return endSpec{}, nil
	case n.Kind == yaml.ScalarNode:
		return s.nodeEnd(n, name, false)
	case isPrevious(n):
		return s.previousEnd(n, name)
	}
	lookup := s.f.object(n, name, lookupKeys.names()...)
	if lookup == nil {
		return endSpec{}, nil
	}
	return s.lookupEnd(lookup, name, create)
}

func isPrevious(n *yaml.Node) bool {
	return n.Kind == yaml.MappingNode && len(n.Content) == 2 && n.Content[0].Value == "previous"
}

func (s scope) nodeEnd(n *yaml.Node, name string, before bool) (endSpec, *catalog.Entity) {
	at, known := s.f.handles[n.Value]
	if !known {
		var handles []string
		for h := range s.f.handles {
			handles = append(handles, h)
		}
		s.at(n, "%s is %q, but no node of this file has that as:%s", name, n.Value, nearest(n.Value, handles))
		return endSpec{}, nil
	}
	return endSpec{node: at, before: before}, s.f.spec.nodes[at].entity
}

func (s scope) previousEnd(n *yaml.Node, name string) (endSpec, *catalog.Entity) {
	handle := resolve(n.Content[1])
	end, e := s.nodeEnd(handle, name, true)
	if e != nil && s.f.spec.nodes[end.node].fan == rowItself {
		s.at(handle, "previous: %q has no forEach:, so there is no entry before", handle.Value)
	}
	return end, e
}

func (s scope) lookupEnd(o *object, name string, create bool) (endSpec, *catalog.Entity) {
	e := s.f.entity(o.values["entity"], o.node)
	if n := o.values["unknown"]; n != nil {
		create = create || s.f.oneOf(n, "unknown at an end", createWord) == createWord
	}
	if o.values["value"] == nil {
		s.at(o.node, "%s: the lookup needs value:, such as a column", name)
	}
	if e == nil || o.values["value"] == nil {
		return endSpec{}, e
	}
	key := s.lookupKey(o, e)
	if key == nil {
		return endSpec{}, e
	}
	lookup := &lookupSpec{entity: e, key: key, value: s.fieldValue(o.values["value"], key)}
	switch {
	case create:
		lookup.create = s.created(o, lookup)
	case o.has("fields"):
		s.at(o.keyAt["fields"], "fields: are those of a node to make; say unknown: create")
	}
	return endSpec{lookup: lookup}, e
}

// lookupKey reads key:, which may be id, a unique field or an indexed one.
func (s scope) lookupKey(o *object, e *catalog.Entity) *catalog.Field {
	n := o.values["key"]
	if n == nil {
		s.at(o.node, "the lookup needs key:, one of %v", findable(e))
		return nil
	}
	f := e.Field(s.f.text(n, "key"))
	if f == nil || !findsNodes(f) {
		s.at(n, "%q cannot find a %s%s", n.Value, e.Name, orList(n.Value, append(findable(e), "id")))
		return nil
	}
	return f
}

// created is the node that an unknown reference makes: with the key, and the fields that
// the lookup adds.
func (s scope) created(o *object, lookup *lookupSpec) *nodeSpec {
	if lookup.key.Name == "id" {
		s.at(o.node, "unknown: create needs a key: other than id; ids are made by the service")
	}
	spec := &nodeSpec{entity: lookup.entity, keys: []*catalog.Field{lookup.key}, createOnly: true}
	spec.fan, spec.when = s.fan, always{}
	spec.fields = append([]fieldSpec{{lookup.key, lookup.value}}, s.fields(o, "fields", lookup.entity.Name, lookup.entity.Fields)...)
	for _, f := range spec.fields[1:] {
		if f.field == lookup.key {
			s.at(o.values["fields"], "%s is the key: already", f.field.Name)
		}
	}
	for _, f := range lookup.entity.Fields {
		if f.NonNull && !f.System && f.Kind != catalog.Boolean && !spec.sets(f) {
			s.at(o.node, "unknown: create cannot make a %s without %s; give it in fields:", lookup.entity.Name, f.Name)
		}
	}
	return spec
}

func (s *nodeSpec) sets(f *catalog.Field) bool {
	for _, spec := range s.fields {
		if spec.field == f {
			return true
		}
	}
	return false
}
