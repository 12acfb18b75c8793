package search

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/history/feed"
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
	used, changed := x.layout.changed(x.ahead)
	done := progress{more: true, behind: used < len(x.ahead) || len(x.ahead) >= feedLimit}
	b, err := x.load(ctx, changed)
	if err != nil {
		return done, err
	}
	to := s
	to.cursor = x.ahead[used-1].Cursor.String()
	err = x.advance(ctx, s, to, func(tx *neo.Tx) error { return b.apply(ctx, tx, s.layout) })
	if err != nil {
		x.ahead = nil
		return done, err
	}
	x.ahead, x.aheadOf = x.ahead[used:], to.cursor
	done.entities = len(b.write) + len(b.gone)
	return done, nil
}

// lookAhead reads changes, unless some that were read before are left.
func (x *Indexer) lookAhead(ctx context.Context, s state) error {
	if len(x.ahead) > 0 && x.aheadOf == s.cursor {
		return nil
	}
	cursor, err := feed.ParseCursor(s.cursor)
	if err != nil {
		return err
	}
	x.ahead, _, err = feed.Since(ctx, x.db, cursor, feedLimit)
	x.aheadOf = s.cursor
	return err
}

// ids are entities by type, each once.
type ids map[string]*set

// changed gathers the entities of the first entries, up to a batch of them, and tells how
// many entries that takes. Relationships have no documents.
func (l *Layout) changed(entries []feed.Entry) (used int, changed ids) {
	changed = ids{}
	for n := 0; used < len(entries) && n < batchSize; used++ {
		e := entries[used]
		if !l.Finds(e.Type) || !l.mayMatter(e) {
			continue
		}
		if changed[e.Type] == nil {
			changed[e.Type] = &set{}
		}
		before := len(changed[e.Type].list)
		changed[e.Type].add(e.Of)
		if e.Into != "" { // It is found by the names of what was merged into it.
			changed[e.Type].add(e.Into)
		}
		n += len(changed[e.Type].list) - before
	}
	return used, changed
}

// mayMatter tells whether a change may touch what an entity is found by, or whether it is.
func (l *Layout) mayMatter(e feed.Entry) bool {
	if len(e.Values) == 0 {
		return true
	}
	for _, v := range e.Values {
		if _, indexed := l.kinds[e.Type][v.Field]; indexed || v.Field == l.withholding[e.Type] {
			return true
		}
	}
	return false
}

// load reads the entities as they are now. One that changes again meanwhile comes again
// with that change.
func (x *Indexer) load(ctx context.Context, changed ids) (batch, error) {
	var b batch
	for entity, set := range changed {
		rows, err := x.db.Read(ctx, query.Statement{
			Text:   "UNWIND $ids AS id MATCH (n:" + query.Quote(entity) + " {id: id}) RETURN " + x.layout.columns(entity),
			Params: map[string]any{"ids": set.list},
		})
		if err != nil {
			return b, err
		}
		b.add(x.layout, entity, set.list, rows)
	}
	return b, nil
}
