package neo

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

const (
	// How long a write is tried again: while the database cannot be reached, and while it
	// answers but calls the write off, as it does where many writers meet on one node.
	outagePatience, lockPatience = 10 * time.Second, 30 * time.Second
	// A read is tried again for a moment only, so that an outage is told at once.
	readPatience = 300 * time.Millisecond
	// How long work is tried again that finds things removed in its hands: once is the rule.
	vanishPatience = 5 * time.Second
	// Pauses between tries double from the first to the longest. The driver's own begin at a
	// second, which leaves four tries where many writers meet on one node.
	firstPause, longestPause = 10 * time.Millisecond, 500 * time.Millisecond
)

// passing tells errors after which the same work may succeed: the server called it off or was
// away, or what it had found was removed. This is the one rule for reads and writes; how long
// they are tried again differs.
func passing(err error) bool { return err != nil && (neo4j.IsRetryable(err) || vanished(err)) }

// patience is how long work is tried again after an error.
type patience func(err error) time.Duration

func whileReading(err error) time.Duration {
	if vanished(err) {
		return vanishPatience
	}
	return readPatience
}

func (db *DB) whileWriting(err error) time.Duration {
	switch {
	case neo4j.IsConnectivityError(err):
		return db.patience
	case vanished(err):
		return vanishPatience
	}
	return lockPatience
}

// retried makes attempts until one succeeds, one may not be made again, or the patience with what
// they fail with ends, counted from the first failure. Its error is one of ours.
func retried(ctx context.Context, wait patience, attempt func() (again bool, err error)) error {
	var failed time.Time
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		again, err := attempt()
		if failed.IsZero() {
			failed = time.Now()
		}
		if err == nil || !again || ctx.Err() != nil || time.Since(failed) > wait(err) {
			return translate(ctx, err)
		}
		// Those that met once must not meet again: the pauses differ.
		select {
		case <-ctx.Done():
			return translate(ctx, err)
		case <-time.After(pause/2 + rand.N(pause)):
		}
	}
}
