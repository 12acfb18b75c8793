package feed

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// chunk is the number of changes that get their positions in one transaction.
const chunk = 1_000

// Sequence gives positions to the committed changes that have none, and returns how many
// they were. It writes nothing when there are none.
func Sequence(ctx context.Context, db *neo.DB) (int, error) {
	total := 0
	waiting, err := pending(ctx, db)
	for waiting && err == nil {
		var n int
		n, err = sequenceChunk(ctx, db)
		total += n
		waiting = n == chunk
	}
	return total, err
}

func pending(ctx context.Context, db *neo.DB) (bool, error) {
	rows, err := db.Query(ctx, query.Statement{Text: "MATCH (c:" + catalog.PendingLabel + ") RETURN 1 LIMIT 1"})
	return len(rows.Values) > 0, err
}

// The time is read when the lock is held and before the changes are looked for; latest is
// the latest time of all changes up to a position, so that it never falls.
const (
	lockText = "MERGE (f:" + catalog.FeedLabel + " {id: 'feed'}) SET f.position = coalesce(f.position, 0) RETURN f.position AS last, datetime.realtime() AS now"

	positionText = "MATCH (f:" + catalog.FeedLabel + " {id: 'feed'}) " +
		"MATCH (c:" + catalog.PendingLabel + ") WHERE c.at <= $now " +
		"WITH f, c ORDER BY c.at, c.id LIMIT $chunk " +
		"WITH f, collect(c) AS changes, coalesce(f.latest, datetime({epochSeconds: 0})) AS latest " +
		"FOREACH (i IN range(0, size(changes) - 1) | " +
		"FOREACH (c IN [changes[i]] | " +
		"SET c.position = $last + i + 1, c.latest = CASE WHEN c.at > latest THEN c.at ELSE latest END " +
		"REMOVE c:" + catalog.PendingLabel + ")) " +
		"SET f.position = $last + size(changes), f.latest = CASE WHEN last(changes).at > latest THEN last(changes).at ELSE latest END " +
		"RETURN size(changes) AS given"
)

// locked is the feed while it is locked: its last position, and the time.
type locked struct {
	Last int64     `column:"last"`
	Now  time.Time `column:"now"`
}

func lock(ctx context.Context, run query.Runner) (feed locked, err error) {
	rows, err := run.Query(ctx, query.Statement{Text: lockText})
	if err == nil {
		feed, _, err = query.First[locked](rows)
	}
	return feed, err
}

func sequenceChunk(ctx context.Context, db *neo.DB) (n int, err error) {
	err = db.Write(ctx, func(tx *neo.Tx) error {
		n = 0
		feed, err := lock(ctx, tx)
		if err != nil {
			return err
		}
		given, err := query.Values[int](ctx, tx, query.Statement{
			Text:   positionText,
			Params: map[string]any{"last": feed.Last, "now": feed.Now, "chunk": chunk},
		}, "given")
		if len(given) > 0 {
			n = given[0]
		}
		return err
	})
	return n, err
}

// CatchUp gives positions to what waits and returns the last one. It waits for other
// callers, so that everything up to that position can be seen whole.
func CatchUp(ctx context.Context, db *neo.DB) (last int64, err error) {
	if _, err := Sequence(ctx, db); err != nil {
		return 0, err
	}
	err = db.Write(ctx, func(tx *neo.Tx) error {
		feed, err := lock(ctx, tx)
		last = feed.Last
		return err
	})
	return last, err
}
