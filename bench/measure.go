package main

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// ask asks the i-th sample of a query. It is for one goroutine.
type ask func(i int) error

// way is one way to ask a query; each goroutine opens it for itself.
type way func() (ask, func(), error)

// overHTTP asks a service, or the floor, with requests that were made before.
func overHTTP(api *client, requests [][]byte) way {
	return func() (ask, func(), error) {
		k, err := api.take()
		if err != nil {
			return nil, nil, err
		}
		ask := func(i int) error {
			_, err := k.send(requests[i%len(requests)])
			return err
		}
		return ask, func() { api.give(k) }, nil
	}
}

// byHand asks by the driver alone.
func byHand(ctx context.Context, db *neo.DB, q *question) way {
	read := func(i int) error {
		_, err := db.Query(ctx, q.statement(i))
		return err
	}
	return func() (ask, func(), error) { return read, func() {}, nil }
}

// latency is what one client waits.
type latency struct{ p50, p95 time.Duration }

// leastAsked is how often each way is asked at least.
const leastAsked = 20

// latencies asks each way in turn for so long, so that noise falls on all alike.
func latencies(span time.Duration, ways ...way) ([]latency, error) {
	var asks []ask
	for _, open := range ways {
		one, release, err := open()
		if err != nil {
			return nil, err
		}
		defer release()
		asks = append(asks, one)
	}
	took := make([][]time.Duration, len(ways))
	for began, i := time.Now(), 0; time.Since(began) < span || i < leastAsked; i++ {
		for side, ask := range asks {
			start := time.Now()
			if err := ask(i); err != nil {
				return nil, err
			}
			took[side] = append(took[side], time.Since(start))
		}
	}
	list := make([]latency, len(ways))
	for i := range took {
		list[i] = latencyOf(took[i])
	}
	return list, nil
}

func latencyOf(took []time.Duration) latency {
	slices.Sort(took)
	return latency{took[len(took)/2], took[len(took)*95/100]}
}

// rates are requests a second of so many clients, each way for so long in alternating rounds.
func rates(clients int, span time.Duration, ways ...way) ([]float64, error) {
	const rounds = 15 // short ones: what else the machine does comes in bursts
	list := make([]float64, len(ways))
	for range rounds {
		for i, way := range ways {
			r, err := rate(clients, span/rounds, way)
			if err != nil {
				return nil, err
			}
			list[i] += r / rounds
		}
	}
	return list, nil
}

func rate(clients int, span time.Duration, open way) (float64, error) {
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
