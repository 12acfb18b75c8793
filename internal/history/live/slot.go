package live

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Read runs a read for a subscriber, when there is a free slot, and again after a while when the
// database cannot be reached.
func (h *Hub) Read(ctx context.Context, read func(context.Context) error) error {
	for failures := 1; ; failures++ {
		err := h.inSlot(ctx, read)
		if fault.CodeOf(err) != fault.DatabaseUnavailable {
			return err
		}
		if err := h.rest(ctx, failures); err != nil {
			return err
		}
	}
}

// inSlot runs a read for a subscriber when one of the slots is free, so that all of them
// together leave the database to the requests and the writers.
func (h *Hub) inSlot(ctx context.Context, read func(context.Context) error) error {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, h.opts.ReadTimeout)
	defer cancel()
	return read(ctx)
}

// rest waits after a failure, the longer the more there were.
func (h *Hub) rest(ctx context.Context, failures int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(retryPause(h.opts.Pause, failures)):
		return nil
	}
}
