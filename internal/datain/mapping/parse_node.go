package mapping

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func (f *fileParser) nodes(items []*yaml.Node) {
	for _, n := range items {
		o := f.object(n, "a node", nodeKeys.names()...)
		if o == nil {
			continue
		}
		spec := f.node(o)
		f.spec.nodes = append(f.spec.nodes, spec)
		if as := o.values["as"]; as != nil {
			f.name(as, len(f.spec.nodes)-1)
		}
	}
}

func (f *fileParser) name(n *yaml.Node, at int) {
	handle := f.text(n, "as")
	if _, taken := f.handles[handle]; taken {
		f.at(n, "two nodes of the file are called %q", handle)
	}
	f.handles[handle] = at
}

func (f *fileParser) node(o *object) *nodeSpec {
	spec := &nodeSpec{entity: f.entity(o.values["entity"], o.node)}
	spec.fan = f.fanOf(o)
	s := f.scope(spec.fan)
	f.part(s, o, &spec.partSpec)
	if spec.entity == nil {
		return spec
	}
	before := len(f.list)
	spec.fields = s.fields(o, "fields", spec.entity.Name, spec.entity.Fields)
	if len(f.list) > before {
		return spec // a misspelt field may be the key
	}
	spec.id = s.idOf(o)
	spec.keys = f.keys(o, spec)
	for _, name := range spec.protect {
		if !slices.ContainsFunc(spec.fields, func(fs fieldSpec) bool { return fs.field.Name == name }) {
			f.at(o.values["protect"], "protect names %s, which fields: does not set", name)
		}
	}
	return spec
}

// idOf reads the id of ours, nil for none.
func (s scope) idOf(o *object) *value {
	if n := o.values["id"]; n != nil {
		return s.value(n, "id")
	}
	return nil
}

// part reads what nodes and links have in common.
func (f *fileParser) part(s scope, o *object, spec *partSpec) {
	spec.when, spec.require = s.whenOf(o), s.requireOf(o)
	spec.protect = f.optionalTexts(o, "protect")
	spec.sources = s.sourcesOf(o, f.sources)
	spec.about = s.aboutOf(o, f.about)
}

func (f *fileParser) entity(n, parent *yaml.Node) *catalog.Entity {
	if n == nil {
		f.at(parent, "entity: is missing")
		return nil
	}
	e := f.cat.Entity(f.text(n, "entity"))
	if e == nil {
		f.at(n, "there is no entity %q%s", n.Value, orList(n.Value, f.cat.EntityNames()))
	}
	return e
}

// fields reads values by field; owner names in messages what has the fields.
func (s scope) fields(o *object, key, owner string, known []*catalog.Field) []fieldSpec {
	n := o.values[key]
	if n == nil {
		return nil
	}
	names := fieldNames(known)
	if len(names) == 0 {
		s.at(n, "%s has no properties", owner)
		return nil
	}
	values := s.f.object(n, owner, names...)
	if values == nil {
		return nil
	}
	var out []fieldSpec
	for _, f := range known {
		if v := values.values[f.Name]; v != nil {
			out = append(out, fieldSpec{f, s.fieldValue(v, f)})
		}
	}
	return out
}

// keys finds the fields by which the node is found again: those that key: names, else
// the business keys and other unique fields among its fields.
func (f *fileParser) keys(o *object, spec *nodeSpec) []*catalog.Field {
	set := func(name string) bool {
		return slices.ContainsFunc(spec.fields, func(fs fieldSpec) bool { return fs.field.Name == name })
	}
	var keys []*catalog.Field
	if n := o.values["key"]; n != nil {
		for _, name := range f.texts(n, "key") {
			field := spec.entity.Field(name)
			switch {
			case field == nil || field.System || !findsNodes(field):
				f.at(n, "%q cannot find a %s%s", name, spec.entity.Name, orList(name, findable(spec.entity)))
			case !set(name):
				f.at(n, "the key %s is not among the fields: of the node", name)
			default:
				keys = append(keys, field)
			}
		}
		return keys
	}
	for _, key := range spec.entity.Keys {
		if set(key[0].Name) {
			keys = append(keys, key[0])
		}
	}
	for _, field := range spec.entity.Fields {
		if field.Unique && set(field.Name) && !slices.Contains(keys, field) {
			keys = append(keys, field)
		}
	}
	if len(keys) == 0 && spec.id == nil {
		f.at(o.node, "each import would make this %s anew: give one of its keys (%s) among fields:, or say by which indexed field it is found, as in key: name",
			spec.entity.Name, strings.Join(uniqueNames(spec.entity), ", "))
	}
	return keys
}

// findsNodes tells that an index serves the field.
func findsNodes(f *catalog.Field) bool { return f.Index || f.Unique }

// findable are the fields that an index serves.
func findable(e *catalog.Entity) []string {
	var names []string
	for _, f := range e.Fields {
		if !f.System && findsNodes(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

func uniqueNames(e *catalog.Entity) []string {
	var names []string
	for _, f := range e.Fields {
		if !f.System && f.Unique {
			names = append(names, f.Name)
		}
	}
	return names
}
