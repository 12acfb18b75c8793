package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// bench measures programs on a database.
type bench struct {
	options
	// dir holds the built programs, their data and their logs.
	dir      string
	base     *database
	db       *neo.DB
	programs []program
}

// questions are those of the corpus that are wanted.
func (b *bench) questions(ctx context.Context, api *client) ([]*question, error) {
	all, err := corpus(ctx, b.db, api)
	if err != nil {
		return nil, err
	}
	var wanted []*question
	for _, q := range all {
		if b.wants(q.name) {
			wanted = append(wanted, q)
		}
	}
	return wanted, nil
}

// measureAndPrint compares the service with what was written by hand.
func (b *bench) measureAndPrint(ctx context.Context) error {
	r := report{scale: b.scale, clients: b.clients}
	if err := b.count(ctx, &r); err != nil {
		return err
	}
	if err := b.timings(ctx, &r); err != nil {
		return err
	}
	if b.service == "" && b.wants(coldName) {
		var err error
		if r.cold, err = b.cold(ctx); err != nil {
			return err
		}
	}
	fmt.Println(r.markdown())
	if b.write {
		if err := writeReadme(r); err != nil {
			return err
		}
	}
	return b.keep(r.numbers())
}

// count checks that both ways answer the same, and counts database hits.
func (b *bench) count(ctx context.Context, r *report) error {
	t, err := b.openTapped(ctx, b.programs[0])
	if err != nil {
		return err
	}
	defer t.stop()
	questions, err := b.questions(ctx, t.api)
	if err != nil {
		return err
	}
	for _, q := range questions {
		fmt.Fprintln(os.Stderr, "counting", q.name)
		if err := compare(ctx, b.db, t.api, q); err != nil {
			return err
		}
		x := result{question: q}
		if x.serviceHits, err = t.hits(ctx, b.db, q); err != nil {
			return err
		}
		if x.byHandHits, err = hitsByHand(ctx, b.db, q); err != nil {
			return err
		}
		r.results = append(r.results, x)
	}
	return nil
}

// timings measures latency and throughput of a service of its own.
func (b *bench) timings(ctx context.Context, r *report) error {
	service := &process{addr: b.service}
	if b.service == "" {
		var err error
		if service, err = b.programs[0].serve(ctx, b.dir, b.base.Config); err != nil {
			return err
		}
		defer service.stop()
	}
	floor, err := startFloor(ctx, b.dir, b.base.Config)
	if err != nil {
		return err
	}
	defer floor.stop()
	for i := range r.results {
		x := &r.results[i]
		fmt.Fprintln(os.Stderr, "measuring", x.question.name)
		if err := b.measure(ctx, x, &client{addr: service.addr}, &client{addr: floor.addr}); err != nil {
			return fmt.Errorf("%s: %w", x.question.name, err)
		}
	}
	if b.service == "" {
		r.start, r.resident = service.start, residentPeak(service.cmd.Process.Pid)
	}
	return nil
}

// measure warms all ways up, and measures them.
func (b *bench) measure(ctx context.Context, x *result, api, floor *client) error {
	service, hand := overHTTP(api, x.question.requests(api)), byHand(ctx, b.db, x.question)
	least := overHTTP(floor, x.question.handRequests(floor))
	const warmUp, oneClient = time.Second, 2 * time.Second
	if _, err := rates(2, warmUp, service, least, hand); err != nil {
		return err
	}
	waits, err := latencies(oneClient, service, hand)
	if err != nil {
		return err
	}
	x.service, x.byHand = waits[0], waits[1]
	if b.seconds == 0 {
		return nil
	}
	served, err := rates(b.clients, b.span(), service, least)
	if err != nil {
		return err
	}
	x.serviceRate, x.floorRate = served[0], served[1]
	return nil
}
