package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// crowd are subscribers that listen until they are sent away.
type crowd struct {
	leave   context.CancelFunc
	group   sync.WaitGroup
	events  atomic.Int64
	failed  chan error
	mu      sync.Mutex
	delays  []time.Duration
	written *sync.Map // when the change to a value was sent, by that value
}

// gather lets n subscribers listen, each to what variables says, and waits until all have
// begun: a first change must lie behind the cursor of each.
func (b *bench) gather(ctx context.Context, n int, written *sync.Map, variables func(i int) map[string]any) (*crowd, error) {
	ctx, leave := context.WithCancel(ctx)
	c := &crowd{leave: leave, failed: make(chan error, n), written: written}
	begun := make(chan struct{}, n)
	for i := range n {
		c.group.Go(func() {
			first := true
			err := b.service.subscribe(ctx, variables(i), func(e event) {
				if first {
					first = false
					begun <- struct{}{}
					return
				}
				c.note(e)
			})
			if ctx.Err() == nil {
				c.failed <- err
			}
		})
	}
	for range n {
		select {
		case <-begun:
		case err := <-c.failed:
			c.end()
			return nil, err
		}
	}
	return c, nil
}

// note measures the delay of an event, from the sending of its write on.
func (c *crowd) note(e event) {
	c.events.Add(1)
	for _, v := range e.Values {
		at, known := c.written.Load(v.After)
		if !known {
			continue
		}
		c.mu.Lock()
		c.delays = append(c.delays, e.at.Sub(at.(time.Time)))
		c.mu.Unlock()
		return
	}
}

func (c *crowd) end() {
	c.leave()
	c.group.Wait()
}
