package mapping

import (
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// link adds the relationship that spec makes. There is none when an end is not there: a
// node that its condition kept out, or a lookup without a value.
func (r *reading) link(spec *linkSpec, e *entry) {
	if !r.wanted(&spec.partSpec) {
		return
	}
	nodes := len(r.out.Nodes)
	l := Link{Type: spec.typ, Protect: spec.protect, Unknown: spec.unknown, Entry: labelOf(e)}
	f := r.fill(&spec.partSpec, func(values map[string]any) []input.Problem {
		return input.CheckEdge(r.spec.cat, spec.edge, values).Problems
	})
	var fromThere, toThere bool
	l.From, fromThere = r.end(&spec.from, "from", e, &f)
	l.To, toThere = r.end(&spec.to, "to", e, &f)
	if !fromThere || !toThere {
		r.out.Nodes = r.out.Nodes[:nodes] // what was to be created for one end alone
		return
	}
	l.Row = input.Edge{ID: r.ownID(spec.id, &f), Values: f.values, Sources: f.sources, Remove: r.removes(spec)}
	l.Row.Known = l.Row.ID != ""
	l.Provenance, l.Columns, l.Values = f.about, f.columns, f.text
	r.out.Links = append(r.out.Links, l)
}

// removes tells that the row asks for the relationship to be removed.
func (r *reading) removes(spec *linkSpec) bool {
	if spec.remove == nil {
		return false
	}
	holds, problem := spec.remove.holds(&r.row)
	if problem != nil {
		r.failed(*problem)
	}
	return holds
}

func (r *reading) end(spec *endSpec, name string, e *entry, f *filled) (End, bool) {
	if spec.lookup == nil {
		at, there := r.nodeEnd(spec, e)
		if of := spec.entryOf(e); there && of.makes(spec.node) {
			f.note(name, cell{column: of.column, text: textOf(of.value)})
		}
		return at, there
	}
	c := spec.lookup.value.read(&r.row)
	if !r.usable(c, spec.lookup.value) {
		return End{}, false
	}
	f.note(name, c)
	r.wordInKey(spec.lookup.entity.Name, c)
	if spec.lookup.create != nil {
		return End{Node: r.addNode(spec.lookup.create, labelOf(e))}, true
	}
	return End{Node: -1, Ref: refTo(spec.lookup.entity, spec.lookup.key, c.value)}, true
}

// entryOf is the entry that the node of the end is made for, when there is one.
func (s *endSpec) entryOf(e *entry) *entry {
	if s.before {
		return e.previous
	}
	return e
}

// makes tells whether the node of a spec is made for the entry, not for its row.
func (e *entry) makes(node int) bool {
	if e == nil {
		return false
	}
	_, there := e.nodes[node]
	return there
}

func (r *reading) nodeEnd(spec *endSpec, e *entry) (End, bool) {
	of := spec.entryOf(e)
	if spec.before {
		if of == nil {
			return End{}, false
		}
		if of.lost {
			r.failed(Problem{Column: e.column, Value: textOf(e.value), Reason: "follows an entry that is left out"})
			return End{}, false
		}
	}
	if of.makes(spec.node) {
		return End{Node: of.nodes[spec.node]}, true
	}
	at, there := r.nodes[spec.node]
	return End{Node: at}, there
}
