package live

import "github.com/clustergraph/clustergraph/internal/history/feed"

// ring is the last part of the feed: changes with successive positions from first to
// before end. It is not safe for concurrent use, but what from returned stays as it is.
type ring struct {
	changes    []feed.Stored
	first, end int64
	bytes      int
	most       int
}

func newRing(end int64, most int) *ring { return &ring{first: end, end: end, most: most} }

// add takes in what follows, and drops from the front what is too much.
func (r *ring) add(changes []feed.Stored) {
	for _, c := range changes {
		r.bytes += c.Size()
	}
	r.changes = append(r.changes, changes...)
	r.end += int64(len(changes))
	drop := 0
	for len(r.changes)-drop > r.most || r.bytes > keptBytes && drop < len(r.changes) {
		r.bytes -= r.changes[drop].Size()
		drop++
	}
	// The front goes with the next array that append makes; no longer than that it is held.
	r.changes = r.changes[drop:]
	r.first += int64(drop)
}

// forget drops all that the ring holds.
func (r *ring) forget() { r.changes, r.first, r.bytes = nil, r.end, 0 }

// holds tells whether the ring has all changes from a position on.
func (r *ring) holds(position int64) bool { return position >= r.first }

// from returns the changes from a position on that the ring holds.
func (r *ring) from(position int64) []feed.Stored {
	if position >= r.end {
		return nil
	}
	return r.changes[position-r.first:]
}
