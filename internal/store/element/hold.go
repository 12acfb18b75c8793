package element

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Hold reads the node with a value of a unique field and locks it until the end of the
// transaction, so that what is read stays true; nil when there is none. Adding nothing to
// the version writes nothing, but takes the node's lock, and before it reads.
func Hold(ctx context.Context, tx *neo.Tx, e *catalog.Entity, f *catalog.Field, value any) (map[string]any, error) {
	rows, err := tx.Run(ctx, query.Statement{
		Text:   "MATCH (n:" + query.Quote(e.Name) + " {" + query.Quote(f.Name) + ": $value}) SET n.version = n.version + 0 RETURN properties(n)",
		Params: map[string]any{"value": value},
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	properties, _ := rows[0][0].(map[string]any)
	return properties, nil
}
