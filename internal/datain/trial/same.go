package trial

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// known are the nodes that the rows read so far stand for.
type known struct {
	nodes map[key]*place
	// again are the nodes for which several rows stand, in the order in which that was seen.
	again []*place
}

// key is a value by which a node is found; composite ones are joined.
type key struct{ entity, field, value string }

// place is where a node was met.
type place struct {
	file string
	// found is how the node is called in notes: its first key.
	found string
	lines []int
	// values are those of the keys by which it is found.
	values map[string]string
}

// most bounds the notes on rows that stand for one node, and the lines that each names.
const mostAgain, mostLines = 10, 10

// take notes the nodes of a row, and returns what is wrong with those whose keys lead to
// different ones, as an import would refuse them.
func (k *known) take(file string, line int, m *mapping.Interpretation) []mapping.Problem {
	var problems []mapping.Problem
	for i := range m.Nodes {
		n := &m.Nodes[i]
		keys := keysOf(n)
		p, problem := k.find(n, keys)
		if problem != nil {
			problems = append(problems, *problem)
			continue
		}
		k.note(p, n, keys, file, line)
	}
	return problems
}

// note remembers where a node was met; entries and looked-up nodes repeat on purpose.
func (k *known) note(p *place, n *mapping.Node, keys []key, file string, line int) {
	switch {
	case len(keys) == 0:
		return
	case p == nil:
		p = &place{file: file, found: fmt.Sprintf("%s with %s %s", n.Entity.Name, keys[0].field, fault.Shown(keys[0].value)), values: map[string]string{}}
	}
	for _, one := range keys {
		k.nodes[one], p.values[one.field] = p, one.value
	}
	if n.Entry != "" || n.CreateOnly || p.file != file || slices.Contains(p.lines, line) {
		return
	}
	if p.lines = append(p.lines, line); len(p.lines) == 2 {
		k.again = append(k.again, p)
	}
}

// find is the node that was met before under one of the keys.
func (k *known) find(n *mapping.Node, keys []key) (*place, *mapping.Problem) {
	var found *place
	for _, one := range keys {
		other := k.nodes[one]
		if other == nil || other == found {
			continue
		}
		if found != nil {
			return nil, wrong(n, one, fmt.Sprintf("is already that of the %s, while the row means the %s", other.found, found.found))
		}
		found = other
	}
	if found == nil || n.Key == "" {
		return found, nil
	}
	for _, one := range keys {
		if stored := found.values[n.Key]; one.field == n.Key && stored != "" && stored != one.value {
			return nil, wrong(n, one, fmt.Sprintf("is not the %s of the %s, but the row's other keys mean it; correct the row, or find it by those keys", n.Key, found.found))
		}
	}
	return found, nil
}

func wrong(n *mapping.Node, k key, reason string) *mapping.Problem {
	return &mapping.Problem{Column: n.Columns[k.field], Value: n.Values[k.field], Reason: reason, Entry: n.Entry}
}

// keysOf are the values by which an import would find the node: the unique ones, composite
// business keys, and what the mapping finds it by.
func keysOf(n *mapping.Node) []key {
	var list []key
	add := func(fields ...*catalog.Field) {
		var names, values []string
		for _, f := range fields {
			v := n.Row.Values[f.Name]
			if v == nil {
				return
			}
			names, values = append(names, f.Name), append(values, fmt.Sprint(v))
		}
		list = append(list, key{n.Entity.Name, strings.Join(names, " and "), strings.Join(values, ", ")})
	}
	for _, f := range n.Entity.UniqueFields() {
		add(f)
	}
	for _, fields := range n.Entity.Keys {
		if len(fields) > 1 {
			add(fields...)
		}
	}
	if f := n.Entity.Field(n.Key); f != nil && !f.Unique {
		add(f)
	}
	return list
}

// notes tell of a file's rows that stand for one node.
func (k *known) notes(file string) []string {
	var notes []string
	more := 0
	for _, p := range k.again {
		switch {
		case p.file != file:
		case len(notes) == mostAgain:
			more++
		default:
			notes = append(notes, fmt.Sprintf("lines %s are one %s: each updates what the one before it says", linesOf(p.lines), p.found))
		}
	}
	if more > 0 {
		notes = append(notes, fmt.Sprintf("and lines of %d more nodes that several rows stand for", more))
	}
	return notes
}

func linesOf(lines []int) string {
	texts := make([]string, 0, mostLines+1)
	for _, line := range lines[:min(len(lines), mostLines)] {
		texts = append(texts, fmt.Sprint(line))
	}
	if len(lines) > mostLines {
		texts = append(texts, "…")
	}
	return strings.Join(texts, ", ")
}
