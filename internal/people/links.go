package people

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// linkRow is a relationship, public or aside, with what is at its other end.
type linkRow struct {
	ID              string         `column:"id"`
	Type            string         `column:"type"`
	From            string         `column:"from"`
	To              string         `column:"to"`
	Properties      map[string]any `column:"properties"`
	Other           string         `column:"other"`
	OtherProperties map[string]any `column:"otherProperties"`
}

func (s *subject) readLinks(ctx context.Context, run query.Runner, cat *catalog.Catalog) error {
	found, err := query.All[linkRow](ctx, run, query.Statement{
		Text: "MATCH (n:" + query.Quote(s.label()) + " {id: $id})-[r]-(o) WITH DISTINCT r, o " +
			"RETURN properties(r).id AS id, coalesce(r." + catalog.AsideAs + ", type(r)) AS type, startNode(r).id AS from, endNode(r).id AS to, " +
			"properties(r) AS properties, o.id AS other, properties(o) AS otherProperties ORDER BY properties(r).id",
		Params: map[string]any{"id": s.ID},
	})
	for _, r := range found {
		l := link{
			Element: element.Element{ID: r.ID, Type: r.Type, From: r.From, To: r.To, Properties: r.Properties},
			other:   r.Other, otherProperties: r.OtherProperties, otherEntity: cat.EntityOfID(r.Other),
		}
		l.Fields = element.FieldsOf(cat, l.Element)
		s.links = append(s.links, l)
	}
	return err
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
	ids, err := query.Values[string](ctx, run, query.Statement{
		Text: "CALL () { MATCH (c:" + catalog.ChangeLabel + " {from: $id}) RETURN c UNION MATCH (c:" + catalog.ChangeLabel + " {to: $id}) RETURN c " +
			"UNION " + mergeChanges + " WITH c WHERE c.from IS NOT NULL AND (c.before CONTAINS $id OR c.after CONTAINS $id) RETURN c } " +
			"RETURN DISTINCT c.of AS of ORDER BY of",
		Params: map[string]any{"id": s.ID},
	}, "of")
	for _, id := range ids {
		if !slices.ContainsFunc(s.links, func(l link) bool { return l.ID == id }) {
			s.past = append(s.past, id)
		}
	}
	return err
}
