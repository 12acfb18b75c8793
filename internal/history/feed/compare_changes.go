package feed

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// changesOf reads the changes of elements since the beginning of the interval, their creations
// included, by element.
func (c comparison) changesOf(ctx context.Context, ids []string, present map[string]element.Element) (map[string][]Entry, error) {
	rows, err := c.db.Query(ctx, query.Statement{
		Text: "UNWIND $ids AS v MATCH (c:" + catalog.ChangeLabel + " {of: v}) WHERE c.position >= $start OR c.position IS NULL " +
			"RETURN " + columns + ", c." + catalog.CreatedIn + " AS createdIn",
		Params: map[string]any{"ids": ids, "start": c.start.position},
	})
	if err != nil {
		return nil, err
	}
	changes, err := decodeChanges(rows)
	if err != nil {
		return nil, err
	}
	creations, err := query.Column[string](rows, "createdIn")
	if err != nil {
		return nil, err
	}
	all, made := map[string][]Entry{}, map[string][]string{}
	note := func(id, in string) {
		if in != "" {
			made[in] = append(made[in], id)
		}
	}
	for i, one := range changes {
		all[one.Of] = append(all[one.Of], one.Entry)
		note(one.Of, creations[i])
	}
	for _, id := range ids {
		in, _ := present[id].Properties[catalog.CreatedIn].(string)
		note(id, in)
	}
	return all, c.addCreations(ctx, all, made)
}

// addCreations adds to each element the creations that made tells of, by the id of the change.
func (c comparison) addCreations(ctx context.Context, all map[string][]Entry, made map[string][]string) error {
	if len(made) == 0 {
		return nil
	}
	rows, err := c.db.Query(ctx, query.Statement{
		Text: "UNWIND $made AS v MATCH (c:" + catalog.ChangeLabel + " {id: v}) WHERE c.position >= $start OR c.position IS NULL " +
			"RETURN " + columns,
		Params: map[string]any{"made": slices.Collect(maps.Keys(made)), "start": c.start.position},
	})
	if err != nil {
		return err
	}
	changes, err := decodeChanges(rows)
	for _, one := range changes {
		for _, id := range made[one.ID] {
			e := one.Entry
			e.Of = id
			all[id] = append(all[id], e)
		}
	}
	return err
}
