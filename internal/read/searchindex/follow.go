package searchindex

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// feedEnd is the cursor behind all changes.
func (x *Indexer) feedEnd(ctx context.Context) (string, error) {
	cursor, err := feed.At(ctx, x.db, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
	return cursor.String(), err
}

// follow takes in the next changes of the feed.
func (x *Indexer) follow(ctx context.Context, s state) (progress, error) {
	if err := x.lookAhead(ctx, s); err != nil || len(x.ahead) == 0 {
		return progress{}, err
	}
	used, changed := changedBy(x.layout, x.ahead)
	done := progress{more: true, behind: used < len(x.ahead) || len(x.ahead) >= feedLimit}
	b, err := x.load(ctx, changed)
	if err != nil {
		return done, err
	}
	to := s
	to.Cursor = x.ahead[used-1].Cursor.String()
	err = x.advance(ctx, s, to, func(tx *neo.Tx) error { return b.apply(ctx, tx, s.edition()) })
	if err != nil {
		x.ahead = nil
		return done, err
	}
	x.ahead, x.aheadOf = x.ahead[used:], to.Cursor
	done.entities = len(b.write) + len(b.gone)
	return done, nil
}

// lookAhead reads changes, unless some that were read before are left.
func (x *Indexer) lookAhead(ctx context.Context, s state) error {
	if len(x.ahead) > 0 && x.aheadOf == s.Cursor {
		return nil
	}
	cursor, err := feed.ParseCursor(s.Cursor)
	if err != nil {
		return err
	}
	x.ahead, _, err = feed.Since(ctx, x.db, cursor, feedLimit)
	x.aheadOf = s.Cursor
	return err
}

// entities are the ids of entities by type, each once.
type entities map[string]map[string]bool

// add notes an entity, and returns the number of those that were not noted before.
func (m entities) add(entity, id string) int {
	if m[entity][id] {
		return 0
	}
	if m[entity] == nil {
		m[entity] = map[string]bool{}
	}
	m[entity][id] = true
	return 1
}

// changedBy gathers the entities of the first entries, up to a batch of them, and tells how
// many entries that takes. Relationships have no documents.
func changedBy(layout *search.Layout, entries []feed.Entry) (used int, changed entities) {
	changed = entities{}
	for n := 0; used < len(entries) && n < batchSize; used++ {
		e := entries[used]
		if !layout.Finds(e.Type) || !mayMatter(layout, e) {
			continue
		}
		n += changed.add(e.Type, e.Of)
		if e.Into != "" { // It is found by the names of what was merged into it.
			n += changed.add(e.Type, e.Into)
		}
	}
	return used, changed
}

// mayMatter tells whether a change may touch what an entity is found by, or whether it is.
func mayMatter(layout *search.Layout, e feed.Entry) bool {
	return len(e.Values) == 0 || slices.ContainsFunc(e.Values, func(v feed.Value) bool { return layout.Concerns(e.Type, v.Field) })
}

// load reads the entities as they are now. One that changes again meanwhile comes again
// with that change.
func (x *Indexer) load(ctx context.Context, changed entities) (batch, error) {
	var b batch
	for entity, set := range changed {
		ids := slices.Sorted(maps.Keys(set))
		rows, err := x.db.Query(ctx, query.Statement{
			Text:   "UNWIND $ids AS id MATCH (n:" + query.Quote(entity) + " {id: id}) RETURN " + columns(x.layout, entity),
			Params: map[string]any{"ids": ids},
		})
		if err != nil {
			return b, err
		}
		b.add(x.layout, entity, ids, rows)
	}
	return b, nil
}
