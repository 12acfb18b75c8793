package trial

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
)

// meaning is what a row stands for, without what an import would refuse of it.
func meaning(f *mapping.File, met *known, name string, line int, values map[string]any) mapping.Interpretation {
	m := f.Interpret(values)
	m = without(m, f.Refused(m))
	return without(m, met.take(name, line, &m))
}

// without takes out what problems cost: an entry of the row, or all of it.
func without(m mapping.Interpretation, problems []mapping.Problem) mapping.Interpretation {
	lost := map[string]bool{}
	for _, p := range problems {
		if p.Entry == "" {
			m.Problems = append(m.Problems, p)
			continue
		}
		m.Lost, lost[p.Entry] = append(m.Lost, p), true
	}
	if len(m.Problems) > 0 {
		return mapping.Interpretation{Problems: m.Problems, Notes: m.Notes}
	}
	if len(lost) > 0 {
		m.Nodes = slices.DeleteFunc(slices.Clone(m.Nodes), func(n mapping.Node) bool { return lost[n.Entry] })
		m.Links = slices.DeleteFunc(slices.Clone(m.Links), func(l mapping.Link) bool { return lost[l.Entry] })
	}
	return m
}
