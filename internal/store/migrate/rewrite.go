package migrate

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// rewriteBatch is how many elements one transaction changes.
const rewriteBatch = 5_000

// located is an element as it stands in the database.
type located struct {
	// Element finds it, whether or not there is an index by then.
	Element    string         `column:"element"`
	Properties map[string]any `column:"properties"`
}

// rewrite gives all elements of a pattern, which binds x, the properties that of returns for each of
// a page of stored ones, and tells how many it changed.
func rewrite(ctx context.Context, db *neo.DB, pattern string, of func(page []map[string]any) ([]map[string]any, error)) (changed int, err error) {
	for after := ""; ; {
		found, err := query.All[located](ctx, db, query.Statement{
			Text:   "MATCH " + pattern + " WHERE x.id > $after WITH x ORDER BY x.id LIMIT $limit RETURN elementId(x) AS element, properties(x) AS properties",
			Params: map[string]any{"after": after, "limit": rewriteBatch},
		})
		if err != nil || len(found) == 0 {
			return changed, err
		}
		page := make([]map[string]any, len(found))
		for i, s := range found {
			page[i] = s.Properties
		}
		after = property.Text(page[len(page)-1]["id"])
		now, err := of(page)
		if err != nil {
			return changed, err
		}
		rows := differing(found, now)
		if err := put(ctx, db, pattern, rows); err != nil {
			return changed, err
		}
		changed += len(rows)
	}
}

// differing are the elements with properties that are not as they should be, and these.
func differing(found []located, now []map[string]any) []any {
	var rows []any
	for i, s := range found {
		if diff := property.Changed(s.Properties, now[i]); diff != nil {
			rows = append(rows, []any{s.Element, diff})
		}
	}
	return rows
}

func put(ctx context.Context, db *neo.DB, pattern string, rows []any) error {
	if len(rows) == 0 {
		return nil
	}
	return db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Query(ctx, query.Statement{
			Text:   "UNWIND $rows AS row MATCH " + pattern + " WHERE elementId(x) = row[0] SET x += row[1]",
			Params: map[string]any{"rows": rows},
		})
		return err
	})
}
