package live

import (
	"context"
	"sync"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// behindPage is the number of changes that a subscriber behind the ring reads at once.
const behindPage = 100

// Subscription is one subscriber's place in the feed. It is used by one goroutine.
type Subscription struct {
	hub      *Hub
	follower *follower
	filter   Filter
	at       feed.Cursor
	// behind are changes that were read from the database and are not looked at yet.
	behind []feed.Stored
	closed sync.Once
}

// Back goes back to the place behind an entry, and forgets what was read beyond it: what has
// been withheld or erased meanwhile is not told of.
func (s *Subscription) Back(behind feed.Cursor) { s.at, s.behind = behind, nil }

// Close ends the subscription.
func (s *Subscription) Close() { s.closed.Do(s.hub.leave) }

// Next returns the next entries that are wanted, at least one and at most limit. It waits
// for them until ctx ends, also while the database does not answer.
func (s *Subscription) Next(ctx context.Context, limit int) ([]feed.Item, error) {
	failures := 0
	for {
		items, wait, err := s.step(ctx, limit)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case len(items) > 0: // what failed behind them fails again, or has passed
			return items, nil
		case err != nil && !passing(err):
			return nil, err
		case err != nil:
			failures++
		default:
			failures = 0
		}
		if err := s.pause(ctx, wait, failures); err != nil {
			return nil, err
		}
	}
}

// passing tells that a read of the feed is worth another try: it is short, so that what
// it waited for was the database.
func passing(err error) bool {
	code := fault.CodeOf(err)
	return code == fault.DatabaseUnavailable || code == fault.Timeout
}

// pause waits for what wait announces, or longer after failures.
func (s *Subscription) pause(ctx context.Context, wait <-chan struct{}, failures int) error {
	if failures > 0 {
		return s.hub.rest(ctx, failures)
	}
	if wait == nil {
		return ctx.Err()
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-wait:
		return nil
	}
}

// step goes on by some changes. It returns what to wait for where there are none.
func (s *Subscription) step(ctx context.Context, limit int) (items []feed.Item, wait <-chan struct{}, err error) {
	if len(s.behind) > 0 {
		if items, s.behind, err = s.take(ctx, s.behind, limit); len(s.behind) == 0 {
			s.behind = nil // lets go of the page
		}
		return items, nil, err
	}
	v := s.follower.view(s.at.Position())
	if v.before > 0 {
		return nil, nil, s.readBehind(ctx, feed.Before(v.before))
	}
	if len(v.changes) == 0 {
		return nil, v.news, nil
	}
	items, _, err = s.take(ctx, v.changes, limit)
	return items, nil, err
}

// readBehind reads the next changes that lie before the ring.
func (s *Subscription) readBehind(ctx context.Context, before feed.Cursor) error {
	return s.hub.inSlot(ctx, func(ctx context.Context) error {
		found, next, err := feed.StoredBetween(ctx, s.hub.db, s.at, before, s.filter.want(), behindPage)
		if err != nil {
			return err
		}
		if s.behind = found; len(found) == 0 {
			s.at = next
		}
		return nil
	})
}

// take gathers wanted entries from the changes, in order, and returns the changes that are
// not used up. The place in the feed moves on behind what was looked at.
func (s *Subscription) take(ctx context.Context, changes []feed.Stored, limit int) (items []feed.Item, rest []feed.Stored, err error) {
	for len(changes) > 0 && len(items) < limit {
		c := changes[0]
		if s.filter.wantsType(c.Type()) && c.Place(s.at) < c.Len() {
			if c, err = s.hub.batches.expanded(ctx, c); err != nil {
				return items, changes, err
			}
			items = s.entries(c, items, limit)
			if s.at != c.Behind() {
				return items, changes, nil
			}
		}
		s.at = c.Behind()
		changes = changes[1:]
	}
	return items, changes, nil
}

// entries adds the wanted entries of a change.
func (s *Subscription) entries(c feed.Stored, items []feed.Item, limit int) []feed.Item {
	for place := c.Place(s.at); place < c.Len() && len(items) < limit; place++ {
		e := c.Entry(place)
		s.at = e.Cursor
		if s.filter.wants(e) {
			items = append(items, feed.Item{Entry: e, Cursor: e.Cursor.String()})
		}
	}
	return items
}
