package migrate

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// canonicalKeys makes the keys of relationships, and those of what is aside, of canonical texts.
// Those of nodes follow as what is derived.
func canonicalKeys(cat *catalog.Catalog) func(ctx context.Context, db *neo.DB) error {
	return func(ctx context.Context, db *neo.DB) error {
		for _, kind := range cat.Edges {
			if err := canonicalEdges(ctx, db, kind); err != nil {
				return err
			}
		}
		return canonicalAliases(ctx, db)
	}
}

// canonicalEdges does it for the relationships of a kind, and for those that are aside: there the
// ends need not tell the kind, and any with the same properties does.
func canonicalEdges(ctx context.Context, db *neo.DB, kind *catalog.Edge) error {
	if kind.Properties == nil || !slices.ContainsFunc(kind.Properties.Key, (*catalog.Field).Text) {
		return nil
	}
	for _, pattern := range []string{
		edgePattern(kind),
		"()-[x:" + catalog.AsideType + " {" + catalog.AsideAs + ": '" + kind.Type + "'}]->()",
	} {
		_, err := rewrite(ctx, db, pattern, func(page []map[string]any) ([]map[string]any, error) {
			keys := make([]map[string]any, len(page))
			for i, stored := range page {
				keys[i] = map[string]any{catalog.EdgeKey: element.KeyOf(kind, stored)}
			}
			return keys, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// canonicalAliases gives the keys of what is aside their canonical form, but for hashes.
func canonicalAliases(ctx context.Context, db *neo.DB) error {
	keys, err := query.Values[string](ctx, db, query.Statement{Text: "MATCH (x:" + catalog.AliasLabel + ") RETURN DISTINCT x.key AS key"}, "key")
	if err != nil {
		return err
	}
	var rows []any
	for _, key := range keys {
		if c := canon.Text(key); c != key {
			rows = append(rows, []any{key, c})
		}
	}
	for batch := range slices.Chunk(rows, rewriteBatch) {
		err := db.Write(ctx, func(tx *neo.Tx) error {
			_, err := tx.Query(ctx, query.Statement{
				Text:   "UNWIND $rows AS row MATCH (x:" + catalog.AliasLabel + " {key: row[0]}) SET x.key = row[1]",
				Params: map[string]any{"rows": batch},
			})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
