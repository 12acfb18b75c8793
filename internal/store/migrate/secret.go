package migrate

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Secret returns the secret that signs cursors. It lives in the database, so that every
// copy of the service accepts the cursors of every other; it is made on first use.
func Secret(ctx context.Context, db *neo.DB) ([]byte, error) {
	kept, err := query.Values[string](ctx, db, query.Statement{
		Text: "MATCH (m:" + catalog.MetaLabel + " {id: 'meta'}) WHERE m.cursorSecret IS NOT NULL RETURN m.cursorSecret AS secret",
	}, "secret")
	if err == nil && len(kept) == 0 {
		kept, err = makeSecret(ctx, db)
	}
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(kept[0])
}

// makeSecret keeps a new secret, or finds that of a program that was first.
func makeSecret(ctx context.Context, db *neo.DB) (kept []string, err error) {
	fresh := make([]byte, 32)
	if _, err := rand.Read(fresh); err != nil {
		return nil, err
	}
	err = db.Write(ctx, func(tx *neo.Tx) error {
		kept, err = query.Values[string](ctx, tx, query.Statement{
			Text:   "MERGE (m:" + catalog.MetaLabel + " {id: 'meta'}) SET m.cursorSecret = coalesce(m.cursorSecret, $fresh) RETURN m.cursorSecret AS secret",
			Params: map[string]any{"fresh": hex.EncodeToString(fresh)},
		}, "secret")
		return err
	})
	return kept, err
}

// Empty tells whether the graph holds no entity at all: one question for all types, since each
// would be planned anew after a start.
func Empty(ctx context.Context, db *neo.DB, cat *catalog.Catalog) (bool, error) {
	labels := make([]string, len(cat.Entities))
	for i, e := range cat.Entities {
		labels[i] = query.Quote(e.Name)
	}
	rows, err := db.Query(ctx, query.Statement{Text: "MATCH (n:" + strings.Join(labels, "|") + ") RETURN 1 LIMIT 1"})
	return err == nil && len(rows.Values) == 0, err
}
