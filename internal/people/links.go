package people

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

func (s *subject) readLinks(ctx context.Context, run query.Runner, cat *catalog.Catalog) error {
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (n:" + query.Quote(s.label()) + " {id: $id})-[r]-(o) WITH DISTINCT r, o " +
			"RETURN properties(r).id, coalesce(r." + catalog.AsideAs + ", type(r)), startNode(r).id, endNode(r).id, properties(r), o.id, properties(o) ORDER BY properties(r).id",
		Params: map[string]any{"id": s.ID},
	})
	if err != nil {
		return err
	}
	for _, row := range rows.Values {
		l := link{Element: element.Element{ID: textOf(row[0]), Type: textOf(row[1]), From: textOf(row[2]), To: textOf(row[3])}, other: textOf(row[5])}
		l.Properties, _ = row[4].(map[string]any)
		l.otherProperties, _ = row[6].(map[string]any)
		l.otherEntity = cat.EntityOfID(l.other)
		l.Fields = element.FieldsOf(cat, l.Element)
		s.links = append(s.links, l)
	}
	return nil
}

// mergeChanges matches the changes c of all merges, also those undone, that $id was a part of.
const mergeChanges = "CALL () { MATCH (m:" + catalog.MergeLabel + " {into: $id}) RETURN m UNION MATCH (m:" + catalog.MergeLabel + " {from: $id}) RETURN m } " +
	"UNWIND [m.into, m.from] AS part CALL (m, part) { " +
	"MATCH (c:" + catalog.ChangeLabel + " {of: part}) WHERE c.merge = m.id RETURN c UNION " +
	"MATCH (c:" + catalog.ChangeLabel + " {from: part}) WHERE c.merge = m.id RETURN c UNION " +
	"MATCH (c:" + catalog.ChangeLabel + " {to: part}) WHERE c.merge = m.id RETURN c }"

// readPast finds the relationships that are no more, by the changes that removed them, or
// that gave them to another in a merge.
func (s *subject) readPast(ctx context.Context, run query.Runner) error {
	rows, err := run.Query(ctx, query.Statement{
		Text: "CALL () { MATCH (c:" + catalog.ChangeLabel + " {from: $id}) RETURN c UNION MATCH (c:" + catalog.ChangeLabel + " {to: $id}) RETURN c " +
			"UNION " + mergeChanges + " WITH c WHERE c.from IS NOT NULL AND (c.before CONTAINS $id OR c.after CONTAINS $id) RETURN c } " +
			"RETURN DISTINCT c.of ORDER BY c.of",
		Params: map[string]any{"id": s.ID},
	})
	for _, row := range rows.Values {
		id := textOf(row[0])
		if !slices.ContainsFunc(s.links, func(l link) bool { return l.ID == id }) {
			s.past = append(s.past, id)
		}
	}
	return err
}
