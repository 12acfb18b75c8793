package searchindex

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// stale is what s.Scanning holds when all entities are read and what is left is to remove
// the documents that no entity renewed.
const stale = "*"

// begin starts to index a graph from its entities: one that was never indexed, or by
// another layout. What changes meanwhile is behind the cursor that the feed has now.
func (x *Indexer) begin(ctx context.Context, s state) error {
	cursor, err := x.feedEnd(ctx)
	if err != nil {
		return err
	}
	to := state{Layout: x.layout.Version(), Generation: s.Generation, Cursor: cursor, Scanning: x.next("")}
	return x.advance(ctx, s, to, func(*neo.Tx) error { return nil })
}

// Renew lets all documents be written anew: the next step of any indexer begins to index the
// graph from its entities, under a new generation. Documents are found until they are replaced,
// and those that no entity renews are removed at the end, so that whoever indexes beside this
// neither loses one nor takes the renewed for done.
func Renew(ctx context.Context, db *neo.DB) error {
	_, err := db.Exec(ctx, query.Statement{
		Text: "MATCH " + stateNode + " SET s.step = s.step + 1, s.layout = '', s.generation = coalesce(s.generation, 0) + 1",
	})
	return err
}

// next is the entity to scan after another.
func (x *Indexer) next(entity string) string {
	for _, e := range x.cat.Entities {
		if e.Name > entity && x.layout.Finds(e.Name) {
			return e.Name
		}
	}
	return stale
}

// scan takes in the next entities of the type that is being read, and returns their number.
func (x *Indexer) scan(ctx context.Context, s state) (n int, err error) {
	if s.Scanning == stale {
		return x.sweep(ctx, s)
	}
	rows, err := x.db.Query(ctx, query.Statement{
		Text:   "MATCH (n:" + query.Quote(s.Scanning) + ") WHERE n.id > $after RETURN " + columns(x.layout, s.Scanning) + " ORDER BY n.id LIMIT $limit",
		Params: map[string]any{"after": s.Scanned, "limit": batchSize},
	})
	if err != nil {
		return 0, err
	}
	read, err := query.Column[string](rows, "id")
	if err != nil {
		return 0, err
	}
	to := s
	var b batch
	b.add(x.layout, s.Scanning, nil, rows)
	if len(read) < batchSize {
		to.Scanning, to.Scanned = x.next(s.Scanning), ""
	} else {
		to.Scanned = read[len(read)-1]
	}
	return len(read), x.advance(ctx, s, to, func(tx *neo.Tx) error { return b.apply(ctx, tx, s.edition()) })
}

// sweep removes documents of an older edition: their entities are no more. When there are
// none left the scan is done.
func (x *Indexer) sweep(ctx context.Context, s state) (n int, err error) {
	gone, err := query.Values[string](ctx, x.db, query.Statement{
		Text:   "MATCH (d:" + catalog.SearchLabel + ") WHERE d.layout <> $layout RETURN d.of AS of LIMIT $limit",
		Params: map[string]any{"layout": s.edition(), "limit": batchSize},
	}, "of")
	if err != nil {
		return 0, err
	}
	b, to := batch{gone: gone}, s
	if len(gone) < batchSize {
		to.Scanning = ""
	}
	return len(gone), x.advance(ctx, s, to, func(tx *neo.Tx) error { return b.apply(ctx, tx, s.edition()) })
}
