package live

import (
	"context"
	"slices"
	"sync"

	"github.com/clustergraph/clustergraph/internal/history/feed"
)

// keptBatches is the number of large batches whose entries are kept: those that the
// subscribers are at, each some 100 kB to 1 MB.
const keptBatches = 8

// batches are large batches with their entries, the latest used last. Each is read once,
// however many subscribers come by, and one at a time.
type batches struct {
	hub    *Hub
	inSlot chan struct{}

	mu   sync.Mutex
	kept []feed.Stored
}

func newBatches(h *Hub) *batches { return &batches{hub: h, inSlot: make(chan struct{}, 1)} }

// expanded returns the change with its entries.
func (b *batches) expanded(ctx context.Context, s feed.Stored) (feed.Stored, error) {
	if s.Expanded() {
		return s, nil
	}
	if known, ok := b.find(s.Position()); ok {
		return known, nil
	}
	select {
	case b.inSlot <- struct{}{}:
		defer func() { <-b.inSlot }()
	case <-ctx.Done():
		return s, ctx.Err()
	}
	if known, ok := b.find(s.Position()); ok {
		return known, nil
	}
	err := b.hub.inSlot(ctx, func(ctx context.Context) (err error) {
		s, err = s.Expand(ctx, b.hub.db)
		return err
	})
	if err == nil {
		b.keep(s)
	}
	return s, err
}

func (b *batches) find(position int64) (feed.Stored, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.kept, func(s feed.Stored) bool { return s.Position() == position })
	if i < 0 {
		return feed.Stored{}, false
	}
	s := b.kept[i]
	b.kept = append(slices.Delete(b.kept, i, i+1), s)
	return s, true
}

func (b *batches) keep(s feed.Stored) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.kept) == keptBatches {
		b.kept = slices.Delete(b.kept, 0, 1)
	}
	b.kept = append(b.kept, s)
}

func (b *batches) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.kept = nil
}
