package mapping

import (
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// node adds the node that spec i makes of the row, or of an entry.
func (r *reading) node(i int, spec *nodeSpec, e *entry) {
	if !r.wanted(&spec.partSpec) {
		return
	}
	at := r.addNode(spec, labelOf(e))
	if e != nil {
		e.nodes[i] = at
		return
	}
	r.nodes[i] = at
}

// addNode returns the index of the new node. The row is rejected when it has no key:
// each import would make the node anew.
func (r *reading) addNode(spec *nodeSpec, entry string) int {
	before := len(r.out.Problems)
	f := r.fill(&spec.partSpec, func(values map[string]any) []input.Problem {
		return input.CheckNode(r.spec.cat, spec.entity, values).Problems
	})
	id := r.ownID(spec.id, &f)
	key := spec.found(f.values)
	if key == nil && id == "" && len(r.out.Problems) == before {
		r.failed(spec.keyless(&r.row))
	}
	if key != nil {
		r.wordInKey(spec.entity.Name, cell{value: f.values[key.Name], column: f.columns[key.Name]})
	}
	n := Node{
		Entity: spec.entity, Row: input.Node{ID: id, Known: id != "", Values: f.values, Sources: f.sources},
		Protect: spec.protect, CreateOnly: spec.createOnly, Provenance: f.about,
		Columns: f.columns, Values: f.text, Entry: entry,
	}
	if key != nil && id == "" && tells(spec.entity, key, f.values) {
		n.Key = key.Name
	}
	r.out.Nodes = append(r.out.Nodes, n)
	return len(r.out.Nodes) - 1
}

// ownID is the id of ours that a row gives, empty for none.
func (r *reading) ownID(v *value, f *filled) string {
	if v == nil {
		return ""
	}
	c := v.read(&r.row)
	if !r.usable(c, v) {
		return ""
	}
	f.note("id", c)
	return textOf(c.value)
}

// found is the key by which the node is found, nil when none has a value.
func (s *nodeSpec) found(values map[string]any) *catalog.Field {
	for _, k := range s.keys {
		if values[k.Name] != nil {
			return k
		}
	}
	return nil
}

func (s *nodeSpec) keyless(row *row) Problem {
	names := make([]string, len(s.keys))
	for i, k := range s.keys {
		names[i] = k.Name
	}
	if s.id != nil {
		names = append([]string{"id"}, names...)
	}
	p := Problem{Reason: "has no " + strings.Join(names, " and no ") + ", by which the " + s.entity.Name + " would be found again"}
	for _, f := range s.fields {
		if len(s.keys) > 0 && f.field == s.keys[0] {
			c := f.value.read(row)
			p.Column, p.Value = c.column, c.text
		}
	}
	return p
}

// tells tells that the key says more than the business keys that have values do: they are tried
// in the order of trust anyway.
func tells(e *catalog.Entity, key *catalog.Field, values map[string]any) bool {
	if !key.Unique {
		return !slices.ContainsFunc(e.Keys, func(k []*catalog.Field) bool { return k[0] == key })
	}
	for _, f := range e.UniqueFields() {
		if values[f.Name] != nil {
			return f != key
		}
	}
	return false
}
