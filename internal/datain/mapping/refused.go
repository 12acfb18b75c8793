package mapping

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// Refused are what an import refuses of an interpretation whatever the graph holds: values
// outside the schema's bounds, masks, dates the wrong way round, a node that leads to itself.
// A problem with an Entry costs that entry, another the row.
func (f *File) Refused(m Interpretation) []Problem {
	var all []Problem
	for i := range m.Nodes {
		n := &m.Nodes[i]
		all = append(all, told(nodeChecks(f.spec.cat, n), n.Columns, n.Values, n.Entry)...)
	}
	for i := range m.Links {
		l := &m.Links[i]
		all = append(all, told(f.spec.linkChecks(&m, l), l.Columns, l.Values, l.Entry)...)
	}
	return all
}

func nodeChecks(cat *catalog.Catalog, n *Node) []input.Problem {
	row := n.Row
	row.Confidence, row.ValidFrom, row.ValidTo = n.Confidence, n.ValidFrom, n.ValidTo
	return row.Check(cat, n.Entity).Problems
}

func (s *fileSpec) linkChecks(m *Interpretation, l *Link) []input.Problem {
	row := l.Row
	row.Confidence, row.ValidFrom, row.ValidTo = l.Confidence, l.ValidFrom, l.ValidTo
	edge := s.cat.Edge(l.Type, s.endEntity(m, l.From), s.endEntity(m, l.To))
	if edge == nil {
		return nil // an id whose entity cannot be told is looked up by the import
	}
	problems := row.CheckBetween(s.cat, edge).Problems
	if !edge.Loops && l.From == l.To {
		problems = append(problems, input.Problem{Field: "to", Reason: l.Type + " would lead from a " + edge.From.Name + " to itself; name another " + edge.To.Name})
	}
	return problems
}

func (s *fileSpec) endEntity(m *Interpretation, end End) *catalog.Entity {
	if end.Node >= 0 {
		return m.Nodes[end.Node].Entity
	}
	return end.Ref.EntityIn(s.cat)
}

// told says problems of fields as problems of the columns that they were read from.
func told(problems []input.Problem, columns, texts map[string]string, entry string) []Problem {
	list := make([]Problem, len(problems))
	for i, p := range problems {
		list[i] = Problem{Column: columns[p.Field], Value: texts[p.Field], Reason: p.Reason, Entry: entry}
		if list[i].Column == "" {
			list[i].Column = p.Field
		}
	}
	return list
}
