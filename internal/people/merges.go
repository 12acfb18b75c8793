package people

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// forgetMerges takes the person out of what is kept to undo merges, and out of why others are
// not the same: that there were such stays.
func (s *subject) forgetMerges(ctx context.Context, tx *neo.Tx) error {
	var people, edges []string
	for _, one := range s.all() {
		ids := one.ids()
		people, edges = append(people, ids[0]), append(edges, ids[1:]...)
	}
	for _, text := range []string{
		"UNWIND $people AS v CALL (v) { MATCH (m:" + catalog.MergeLabel + " {into: v}) RETURN m UNION MATCH (m:" + catalog.MergeLabel + " {from: v}) RETURN m } " +
			"SET m.evidence = $erased, m.detail = '{}', m.erased = true",
		"UNWIND $people AS v CALL (v) { MATCH (d:" + catalog.DistinctLabel + " {a: v}) RETURN d UNION MATCH (d:" + catalog.DistinctLabel + " {b: v}) RETURN d } " +
			"SET d.reason = $erased",
	} {
		if _, err := tx.Query(ctx, query.Statement{Text: text, Params: map[string]any{"people": people, "erased": Erased}}); err != nil {
			return err
		}
	}
	return forgetMoved(ctx, tx, people, edges)
}

// undoing is what undoes a merge.
type undoing struct {
	ID     string `column:"id"`
	Detail string `column:"detail"`
}

// forgetMoved takes relationships of the person out of what undoes merges of others.
func forgetMoved(ctx context.Context, tx *neo.Tx, people, edges []string) error {
	found, err := query.All[undoing](ctx, tx, query.Statement{
		Text:   "MATCH (m:" + catalog.MergeLabel + ") WHERE any(v IN $ids WHERE m.detail CONTAINS v) RETURN m.id AS id, m.detail AS detail",
		Params: map[string]any{"ids": append(slices.Clone(people), edges...)},
	})
	if err != nil {
		return err
	}
	var set []any
	for _, m := range found {
		detail, err := withoutPerson(m.Detail, func(id string) bool { return slices.Contains(people, id) || slices.Contains(edges, id) })
		if err != nil {
			return err
		}
		set = append(set, []any{m.ID, detail})
	}
	_, err = tx.Query(ctx, query.Statement{
		Text:   "UNWIND $rows AS row MATCH (m:" + catalog.MergeLabel + " {id: row[0]}) SET m.detail = row[1]",
		Params: map[string]any{"rows": set},
	})
	return err
}

// withoutPerson takes the entries of lists out of a JSON document that name one of the ids,
// or hold an object that does.
func withoutPerson(document string, is func(id string) bool) (string, error) {
	var v map[string]any
	in := json.NewDecoder(strings.NewReader(document))
	in.UseNumber()
	if err := in.Decode(&v); err != nil {
		return "", fault.Wrap(fault.Internal, err, "what undoes a merge cannot be read")
	}
	for name, list := range v {
		if items, isList := list.([]any); isList {
			v[name] = slices.DeleteFunc(items, func(item any) bool { return namesID(item, is) })
		}
	}
	return written(v)
}

func namesID(v any, is func(id string) bool) bool {
	switch v := v.(type) {
	case string:
		return is(v)
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return namesID(item, is) })
	case map[string]any:
		for _, item := range v {
			if namesID(item, is) {
				return true
			}
		}
	}
	return false
}
