package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

const (
	coldName = "cold shapes"
	// coldRounds is how often each shape is asked after a start.
	coldRounds = 10
)

// shape is a form of query that the database has not planned since it started. It is asked
// with the samples in turn.
type shape struct {
	name, graphql string
	samples       []sample
}

// coldRun is how long the shapes took after a start.
type coldRun struct {
	// after says what was started.
	after string
	waits []coldWait
}

// coldWait is how long a shape took; 0 stands for no answer, as when the time of a request is
// over.
type coldWait struct {
	name         string
	first, tenth time.Duration
}

// cold starts everything anew and asks each shape once, then all of them again and again.
func (b *bench) cold(ctx context.Context) (coldRun, error) {
	fmt.Fprintln(os.Stderr, "measuring", coldName)
	shapes, err := coldShapes(ctx, b.db)
	if err != nil {
		return coldRun{}, err
	}
	var run coldRun
	if run.after, err = b.base.forget(ctx, b.db); err != nil {
		return run, err
	}
	service, err := b.programs[0].serve(ctx, b.dir, b.base.Config)
	if err != nil {
		return run, err
	}
	defer service.stop()
	run.waits = askRounds(&client{addr: service.addr}, shapes)
	return run, nil
}

func askRounds(api *client, shapes []shape) []coldWait {
	waits := make([]coldWait, len(shapes))
	for round := range coldRounds {
		for i, s := range shapes {
			waits[i].name, waits[i].tenth = s.name, s.ask(api, round)
			if round == 0 {
				waits[i].first = waits[i].tenth
			}
		}
	}
	return waits
}

func (s shape) ask(api *client, round int) time.Duration {
	began := time.Now()
	_, err := api.ask(api.request(s.graphql, s.samples[round%len(s.samples)].variables))
	if err != nil {
		fmt.Fprintf(os.Stderr, "bench: %s: %v\n", s.name, err)
		return 0
	}
	return time.Since(began)
}

// markdown is the table; it is empty when nothing was measured.
func (r coldRun) markdown() string {
	if len(r.waits) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\nTen shapes right after a start %s, in this order:\n\n| query | first ms | tenth ms |\n|---|--:|--:|\n", r.after)
	for _, w := range r.waits {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", w.name, answered(w.first), answered(w.tenth))
	}
	return b.String()
}

func answered(d time.Duration) string {
	if d == 0 {
		return "**no answer**"
	}
	return ms(d)
}
