package people

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// lock keeps others from writing to the person, and reads again what is then there.
func (s *subject) lock(ctx context.Context, tx *neo.Tx) error {
	rows, err := tx.Run(ctx, query.Statement{
		Text:   "MATCH (n:" + query.Quote(s.label()) + " {id: $id}) SET n.version = n.version + 0 RETURN properties(n)",
		Params: map[string]any{"id": s.ID},
	})
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return at(element.NoSuch(s.entity, s.ID), "person")
	}
	s.Properties, _ = rows[0][0].(map[string]any)
	return nil
}

// remove removes the node, its relationships, what sources say of them, and what search finds
// them by.
func (s *subject) remove(ctx context.Context, tx *neo.Tx) error {
	for _, text := range []string{
		"UNWIND $things AS v MATCH (s:" + catalog.StatementLabel + " {of: v}) DELETE s",
		"MATCH (d:" + catalog.SearchLabel + " {of: $id}) DELETE d",
		"MATCH (n:" + query.Quote(s.label()) + " {id: $id}) DETACH DELETE n",
	} {
		if _, err := tx.Run(ctx, query.Statement{Text: text, Params: map[string]any{"id": s.ID, "things": s.ids()}}); err != nil {
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

// redactChanges takes the values out of all changes about the person and the relationships,
// and out of those that merges with others made, which tell of both,
// and returns how many there are.
func (s *subject) redactChanges(ctx context.Context, tx *neo.Tx) (int, error) {
	rows, err := tx.Run(ctx, query.Statement{
		Text: "CALL () { UNWIND $things AS v MATCH (c:" + catalog.ChangeLabel + " {of: v}) RETURN c UNION " + mergeChanges + " RETURN c } " +
			"RETURN c.id, c.before, c.after",
		Params: map[string]any{"things": s.ids(), "id": s.ID},
	})
	if err != nil {
		return 0, err
	}
	set := make([]any, len(rows))
	for i, row := range rows {
		before, err := withoutValues(textOf(row[1]))
		if err != nil {
			return 0, err
		}
		after, err := withoutValues(textOf(row[2]))
		if err != nil {
			return 0, err
		}
		set[i] = []any{row[0], orNil(before), orNil(after)}
	}
	_, err = tx.Run(ctx, query.Statement{
		Text: "UNWIND $rows AS row MATCH (c:" + catalog.ChangeLabel + " {id: row[0]}) " +
			"SET c.before = row[1], c.after = row[2], c.reason = null, c.erased = true",
		Params: map[string]any{"rows": set},
	})
	return len(rows), err
}
