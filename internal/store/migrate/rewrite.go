package migrate

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// rewriteBatch is how many elements one transaction changes.
const rewriteBatch = 5_000

// rewrite gives all elements of a pattern, which binds x, the properties that of returns for each of
// a page of stored ones, and tells how many it changed.
func rewrite(ctx context.Context, db *neo.DB, pattern string, of func(page []map[string]any) ([]map[string]any, error)) (changed int, err error) {
	for after := ""; ; {
		page, err := query.Values[map[string]any](ctx, db, query.Statement{
			Text:   "MATCH " + pattern + " WHERE x.id > $after WITH x ORDER BY x.id LIMIT $limit RETURN properties(x) AS properties",
			Params: map[string]any{"after": after, "limit": rewriteBatch},
		}, "properties")
		if err != nil || len(page) == 0 {
			return changed, err
		}
		after = property.Text(page[len(page)-1]["id"])
		now, err := of(page)
		if err != nil {
			return changed, err
		}
		rows := differing(page, now)
		if err := put(ctx, db, pattern, rows); err != nil {
			return changed, err
		}
		changed += len(rows)
	}
}

// differing are the ids of elements with properties that are not as they should be, and these.
func differing(page, now []map[string]any) []any {
	var rows []any
	for i, stored := range page {
		if diff := property.Changed(stored, now[i]); diff != nil {
			rows = append(rows, []any{stored["id"], diff})
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
			Text:   "UNWIND $rows AS row MATCH " + pattern + " WHERE x.id = row[0] SET x += row[1]",
			Params: map[string]any{"rows": rows},
		})
		return err
	})
}
