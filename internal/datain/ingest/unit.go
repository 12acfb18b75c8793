package ingest

import (
	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// unit is one row on its way into the graph.
type unit struct {
	line           int
	raw            string
	interpretation mapping.Interpretation
	// entries are the parts that stand or fall together; the first is the row itself, with
	// which all of them fall.
	entries   []*entry
	nodeEntry []*entry
	linkEntry []*entry
	// ids of the nodes, and of the ends of the links, as far as they are found.
	ids  []string
	ends [][2]string
	// wrote tells that an earlier round of a row that waited has written something.
	wrote bool

	attempted
}

// attempted is what one attempt to write a unit found out; another starts anew.
type attempted struct {
	counts   Counts
	applied  int
	warnings []Problem
	lost     []mapping.Problem
	barred   []barred
}

// barred is an entry that names what must not be recorded, and was taken in all the same.
type barred struct {
	entry    *entry
	problems []mapping.Problem
}

// entry is a part of a row that stands or falls as a whole.
type entry struct {
	name    string
	refusal *refusal
	// final refusals outlast the attempt that found them.
	final bool
	wrote bool
}

// refusal says why an entry is left out.
type refusal struct {
	problems []mapping.Problem
	// missing tells that nothing is wrong but that a node does not exist (yet).
	missing bool
}

func newUnit(line int, raw string, interpretation mapping.Interpretation) *unit {
	u := &unit{
		line: line, raw: raw, interpretation: interpretation, entries: []*entry{{}},
		nodeEntry: make([]*entry, len(interpretation.Nodes)), linkEntry: make([]*entry, len(interpretation.Links)),
		ids: make([]string, len(interpretation.Nodes)), ends: make([][2]string, len(interpretation.Links)),
	}
	byName := map[string]*entry{"": u.entries[0]}
	find := func(name string) *entry {
		e := byName[name]
		if e == nil {
			e = &entry{name: name}
			byName[name] = e
			u.entries = append(u.entries, e)
		}
		return e
	}
	for i := range interpretation.Nodes {
		u.nodeEntry[i] = find(interpretation.Nodes[i].Entry)
	}
	for i := range interpretation.Links {
		u.linkEntry[i] = find(interpretation.Links[i].Entry)
	}
	if len(interpretation.Problems) > 0 {
		u.entries[0].refusal, u.entries[0].final = &refusal{problems: interpretation.Problems}, true
	}
	return u
}

// parts counts the nodes and relationships of the row.
func (u *unit) parts() int { return len(u.interpretation.Nodes) + len(u.interpretation.Links) }

// reset forgets what an attempt found out that was undone.
func (u *unit) reset() {
	u.attempted = attempted{}
	clear(u.ids)
	clear(u.ends)
	for _, e := range u.entries {
		e.wrote = false
		if !e.final {
			e.refusal = nil
		}
	}
}

// row is the entry that stands for the row as a whole.
func (u *unit) row() *entry { return u.entries[0] }

// live tells that the part's entry, and the row, are not refused.
func (u *unit) live(e *entry) bool { return e.refusal == nil && u.row().refusal == nil }

// refuse leaves an entry out; the first reason stays.
func (e *entry) refuse(r refusal) {
	if e.refusal == nil {
		e.refusal = &r
	}
}

// dirty lists the refused entries of which something was written before they were refused.
func (u *unit) dirty() []*entry {
	var list []*entry
	if row := u.row(); row.refusal != nil {
		for _, e := range u.entries {
			if e.wrote {
				return []*entry{row}
			}
		}
		return nil
	}
	for _, e := range u.entries {
		if e.refusal != nil && e.wrote {
			list = append(list, e)
		}
	}
	return list
}

// waits tells that the row, or an entry of it, lacks nothing but a node that may come.
func (u *unit) waits() bool {
	if row := u.row(); row.refusal != nil {
		return row.refusal.missing
	}
	for _, e := range u.entries {
		if e.refusal != nil && e.refusal.missing {
			return true
		}
	}
	return false
}

// took notes the outcome of a part that was written, or was as it should be.
func (u *unit) took(e *entry, out record.Outcome) {
	u.applied++
	if out.Status != record.Unchanged {
		e.wrote = true
	}
}
