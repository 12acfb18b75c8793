package feed

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Since returns at most limit entries after a cursor, in the order of their positions, and
// the cursor to go on from, which is after itself when there is nothing new. It finds what
// was committed before the call; only what another caller is giving its position at that
// very moment may wait for the next call.
func Since(ctx context.Context, db *neo.DB, after Cursor, limit int) ([]Entry, Cursor, error) {
	if _, err := Sequence(ctx, db); err != nil {
		return nil, after, err
	}
	entries, err := Entries(ctx, db, after, limit)
	if err != nil || len(entries) == 0 {
		return nil, after, err
	}
	return entries, entries[len(entries)-1].Cursor, nil
}

// Entries returns at most limit entries after a cursor, of those that have a position.
func Entries(ctx context.Context, run query.Runner, after Cursor, limit int) ([]Entry, error) {
	changes, err := readChanges(ctx, run, after, limit)
	if err != nil {
		return nil, err
	}
	return expand(ctx, run, changes, after, limit)
}

// At returns the cursor before the first change made at or after a moment. Behind it lie
// all changes since then, and perhaps a few that were made shortly before but committed
// later than one since then.
func At(ctx context.Context, db *neo.DB, from time.Time) (Cursor, error) {
	last, err := CatchUp(ctx, db)
	if err != nil {
		return Cursor{}, err
	}
	return Reaching(ctx, db, from, last)
}

// Reaching is At where all up to a last position can be seen whole.
func Reaching(ctx context.Context, run query.Runner, from time.Time, last int64) (Cursor, error) {
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (c:" + catalog.ChangeLabel + ") WHERE c.latest >= datetime($from) " +
			"RETURN c.position AS position ORDER BY c.latest, c.position LIMIT 1",
		Params: map[string]any{"from": from.UTC().Format(time.RFC3339Nano)},
	})
	if err != nil {
		return Cursor{}, err
	}
	// What got its position meanwhile may be seen in part: the first after last is known
	// without a look.
	first := last + 1
	found, err := query.Column[int64](rows, "position")
	if len(found) > 0 && found[0] > 0 {
		first = min(first, found[0])
	}
	return Cursor{position: first}, err
}

func readChanges(ctx context.Context, run query.Runner, after Cursor, limit int) ([]change, error) {
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (c:" + catalog.ChangeLabel + ") WHERE c.position >= $position " +
			"RETURN " + columns + " ORDER BY c.position LIMIT $limit",
		Params: map[string]any{"position": max(after.position, 1), "limit": limit},
	})
	if err != nil {
		return nil, err
	}
	changes, err := decodeChanges(rows)
	return unbroken(changes, max(after.position, 1)), err
}

// unbroken cuts the changes off at a gap. Positions have none, but a scan may meet a
// transaction of Sequence half applied, and pass by its first changes.
func unbroken(changes []change, first int64) []change {
	for i, c := range changes {
		if c.Position != first+int64(i) {
			return changes[:i]
		}
	}
	return changes
}
