package people

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// lock keeps others from writing to the person, and reads again what is then there. Of one who was
// removed nothing is there to be written to.
func (s *subject) lock(ctx context.Context, tx *neo.Tx) error {
	if s.gone && !s.aside {
		return nil
	}
	found, err := query.Values[map[string]any](ctx, tx, query.Statement{
		Text:   "MATCH (n:" + query.Quote(s.label()) + " {id: $id}) SET n.version = n.version + 0 RETURN properties(n) AS properties",
		Params: map[string]any{"id": s.ID},
	}, "properties")
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fault.NoSuch(s.entity.Name, s.ID).At("person")
	}
	s.Properties = found[0]
	return nil
}

// remove removes the node, its relationships, what sources say of them, and what search finds
// them by.
func (s *subject) remove(ctx context.Context, tx *neo.Tx) error {
	for _, text := range []string{
		"UNWIND $ids AS v MATCH (s:" + catalog.StatementLabel + " {of: v}) DELETE s",
		"MATCH (d:" + catalog.SearchLabel + " {of: $id}) DELETE d",
		"MATCH (n:" + query.Quote(s.label()) + " {id: $id}) DETACH DELETE n",
	} {
		if _, err := tx.Query(ctx, query.Statement{Text: text, Params: map[string]any{"id": s.ID, "ids": s.ids()}}); err != nil {
			return err
		}
	}
	return nil
}

// ids are those of the person and of all relationships, also of those that are no more.
func (s *subject) ids() []string {
	ids := append([]string{s.ID}, s.past...)
	for _, l := range s.links {
		ids = append(ids, l.ID)
	}
	return ids
}

// audited is a change with the values that it records.
type audited struct {
	ID     string `column:"id"`
	Before string `column:"before"`
	After  string `column:"after"`
}

// redactChanges takes the values out of all changes about the person and the relationships,
// and out of those that merges with others made, which tell of both,
// and returns how many there are.
func (s *subject) redactChanges(ctx context.Context, tx *neo.Tx) (int, error) {
	found, err := query.All[audited](ctx, tx, query.Statement{
		Text: "CALL () { UNWIND $ids AS v MATCH (c:" + catalog.ChangeLabel + " {of: v}) RETURN c UNION " + mergeChanges + " RETURN c } " +
			"RETURN c.id AS id, c.before AS before, c.after AS after",
		Params: map[string]any{"ids": s.ids(), "id": s.ID},
	})
	if err != nil {
		return 0, err
	}
	set := make([]any, len(found))
	for i, c := range found {
		before, err := withoutValues(c.Before)
		if err != nil {
			return 0, err
		}
		after, err := withoutValues(c.After)
		if err != nil {
			return 0, err
		}
		set[i] = []any{c.ID, property.OrNil(before), property.OrNil(after)}
	}
	_, err = tx.Query(ctx, query.Statement{
		Text: "UNWIND $rows AS row MATCH (c:" + catalog.ChangeLabel + " {id: row[0]}) " +
			"SET c.before = row[1], c.after = row[2], c.reason = null, c.erased = true",
		Params: map[string]any{"rows": set},
	})
	return len(found), err
}
