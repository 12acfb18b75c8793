package main

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// ask is one way to ask the i-th sample of a query. It is for one goroutine.
type ask func(i int) error

// sides are the two ways to ask: over the service and by hand.
type sides struct {
	ctx      context.Context
	db       *neo.DB
	api      *client
	requests [][]byte
	question *question
}

func newSides(ctx context.Context, db *neo.DB, api *client, q *question) *sides {
	s := &sides{ctx: ctx, db: db, api: api, question: q}
	for _, sample := range q.samples {
		s.requests = append(s.requests, api.request(q.graphql, sample.variables))
	}
	return s
}

// service returns a way to ask over a connection of its own.
func (s *sides) service() (ask, func(), error) {
	k, err := s.api.take()
	if err != nil {
		return nil, nil, err
	}
	ask := func(i int) error {
		_, err := k.send(s.requests[i%len(s.requests)])
		return err
	}
	return ask, func() { s.api.give(k) }, nil
}

func (s *sides) byHand(i int) error {
	_, err := s.db.Read(s.ctx, s.question.statement(i))
	return err
}

// latency is what one client waits.
type latency struct{ p50, p95 time.Duration }

// latencies asks in turn both ways for so long, so that noise falls on both alike.
func (s *sides) latencies(span time.Duration) (service, byHand latency, err error) {
	viaService, release, err := s.service()
	if err != nil {
		return latency{}, latency{}, err
	}
	defer release()
	var took [2][]time.Duration
	for began, i := time.Now(), 0; time.Since(began) < span || i < 20; i++ {
		for side, ask := range [2]ask{viaService, s.byHand} {
			start := time.Now()
			if err := ask(i); err != nil {
				return latency{}, latency{}, err
			}
			took[side] = append(took[side], time.Since(start))
		}
	}
	return latencyOf(took[0]), latencyOf(took[1]), nil
}

func latencyOf(took []time.Duration) latency {
	slices.Sort(took)
	return latency{took[len(took)/2], took[len(took)*95/100]}
}

// rates are requests a second of so many clients, each way for so long in alternating turns.
func (s *sides) rates(clients int, span time.Duration) (service, byHand float64, err error) {
	const turns = 15 // short ones: what else the machine does comes in bursts
	for range turns {
		r, err := rate(clients, span/turns, s.service)
		if err != nil {
			return 0, 0, err
		}
		h, err := rate(clients, span/turns, func() (ask, func(), error) { return s.byHand, func() {}, nil })
		if err != nil {
			return 0, 0, err
		}
		service, byHand = service+r/turns, byHand+h/turns
	}
	return service, byHand, nil
}

func rate(clients int, span time.Duration, open func() (ask, func(), error)) (float64, error) {
	var done atomic.Int64
	var group sync.WaitGroup
	failed := make(chan error, clients)
	start := time.Now()
	for c := range clients {
		group.Go(func() {
			ask, release, err := open()
			if err != nil {
				failed <- err
				return
			}
			defer release()
			for i := c * 31; time.Since(start) < span; i++ {
				if err := ask(i); err != nil {
					failed <- err
					return
				}
				done.Add(1)
			}
		})
	}
	group.Wait()
	took := time.Since(start)
	close(failed)
	return float64(done.Load()) / took.Seconds(), <-failed
}
