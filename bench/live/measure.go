package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// fanOutWrites are the writes of which every subscriber is told.
const fanOutWrites = 20

// result is what a number of subscribers costs.
type result struct {
	subscribers   int
	without, with []float64
	// own are the delays of what one subscriber is told, all of what everyone is.
	own, all []time.Duration
	each     int64
}

const head = `| subscribers | writes/s without | with, each watches one company | ratio | delivered p50 | p99 | one write to all, p50 | p99 | memory each |
|--:|--:|--:|--:|--:|--:|--:|--:|--:|`

func (r result) row() string {
	without, with := mean(r.without), mean(r.with)
	return fmt.Sprintf("| %d | %.0f | %.0f | %.2f | %s | %s | %s | %s | %d KiB |", r.subscribers, without, with, with/without,
		percentile(r.own, 50), percentile(r.own, 99), percentile(r.all, 50), percentile(r.all, 99), r.each>>10)
}

// measure takes turns. Which goes first alternates, so that what else the machine does falls
// on both alike.
func (b *bench) measure(ctx context.Context, n int) (result, error) {
	r := result{subscribers: n}
	for turn := range 2 * b.turns {
		if turn%4 == 1 || turn%4 == 2 {
			if err := b.watched(ctx, n, &r); err != nil {
				return r, err
			}
			continue
		}
		rate, err := b.write(ctx, &sync.Map{})
		if err != nil {
			return r, err
		}
		r.without = append(r.without, rate)
	}
	return r, b.fanOut(ctx, n, &r)
}

// watched is a turn of the writers in which each subscriber watches one company.
func (b *bench) watched(ctx context.Context, n int, r *result) error {
	written := &sync.Map{}
	if err := b.first(ctx, n); err != nil {
		return err
	}
	before := b.service.resident()
	c, err := b.gather(ctx, n, written, func(i int) map[string]any {
		return map[string]any{"after": b.before, "ids": []string{b.ids[i%companies]}}
	})
	if err != nil {
		return err
	}
	defer c.end()
	r.each = max(r.each, (b.service.resident()-before)/int64(n))
	rate, err := b.write(ctx, written)
	if err != nil {
		return err
	}
	r.with = append(r.with, rate)
	time.Sleep(2 * time.Second) // for what is on its way
	c.mu.Lock()
	defer c.mu.Unlock()
	r.own = append(r.own, c.delays...)
	return nil
}

// first changes the companies that n subscribers watch, so that each has something to begin with.
func (b *bench) first(ctx context.Context, n int) error {
	if err := b.advance(ctx); err != nil {
		return err
	}
	for i := range min(n, companies) {
		if err := b.touch(ctx, i, &sync.Map{}); err != nil {
			return err
		}
	}
	return nil
}

// fanOut lets everyone be told of each of a few writes.
func (b *bench) fanOut(ctx context.Context, n int, r *result) error {
	written := &sync.Map{}
	if err := b.first(ctx, 1); err != nil {
		return err
	}
	c, err := b.gather(ctx, n, written, func(int) map[string]any { return map[string]any{"after": b.before} })
	if err != nil {
		return err
	}
	defer c.end()
	for i := range fanOutWrites {
		if err := b.touch(ctx, i, written); err != nil {
			return err
		}
		time.Sleep(500 * time.Millisecond)
	}
	time.Sleep(2 * time.Second)
	c.mu.Lock()
	defer c.mu.Unlock()
	if want := n * fanOutWrites; len(c.delays) < want {
		return fmt.Errorf("%d of %d events came", len(c.delays), want)
	}
	r.all = c.delays
	return nil
}

func percentile(list []time.Duration, p int) string {
	if len(list) == 0 {
		return "none"
	}
	slices.Sort(list)
	return list[min(len(list)-1, len(list)*p/100)].Round(time.Millisecond).String()
}

func mean(list []float64) float64 {
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum / float64(len(list))
}
