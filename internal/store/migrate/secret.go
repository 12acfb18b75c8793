package migrate

import (
	"context"
	"crypto/rand"
	"encoding/hex"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Secret returns the secret that signs cursors. It lives in the database, so that every
// copy of the service accepts the cursors of every other; it is made on first use.
func Secret(ctx context.Context, db *neo.DB) ([]byte, error) {
	fresh := make([]byte, 32)
	if _, err := rand.Read(fresh); err != nil {
		return nil, err
	}
	var secret string
	err := db.Write(ctx, func(tx *neo.Tx) error {
		kept, err := query.Values[string](ctx, tx, query.Statement{
			Text:   "MERGE (m:" + catalog.MetaLabel + " {id: 'meta'}) SET m.cursorSecret = coalesce(m.cursorSecret, $fresh) RETURN m.cursorSecret AS secret",
			Params: map[string]any{"fresh": hex.EncodeToString(fresh)},
		}, "secret")
		if len(kept) > 0 {
			secret = kept[0]
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(secret)
}

// Empty tells whether the graph holds no entity at all.
func Empty(ctx context.Context, db *neo.DB, cat *catalog.Catalog) (bool, error) {
	for _, e := range cat.Entities {
		rows, err := db.Query(ctx, query.Statement{Text: "MATCH (n:" + query.Quote(e.Name) + ") RETURN 1 LIMIT 1"})
		if err != nil || len(rows.Values) > 0 {
			return false, err
		}
	}
	return true, nil
}
