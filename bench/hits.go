package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/bench/tap"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const (
	// idleTime is how long a service is watched for what it sends while nobody asks.
	idleTime = time.Second
	// mostSamples bounds the samples of a query whose statements are profiled.
	mostSamples = 10
)

// tapped is a service of its own whose statements are noted on their way to the database. It
// is slower than others, so it is never timed.
type tapped struct {
	*process
	tap *tap.Tap
	api *client
	// idle are the texts that the service sends by itself.
	idle map[string]bool
}

func (b *bench) openTapped(ctx context.Context, p program) (*tapped, error) {
	address, err := boltAddress(b.base.URI)
	if err != nil {
		return nil, err
	}
	t := &tapped{idle: map[string]bool{}}
	if t.tap, err = tap.Open(address); err != nil {
		return nil, err
	}
	cfg := b.base.Config
	cfg.URI = "bolt://" + t.tap.Address()
	if t.process, err = (program{p.name + "-tapped", p.binary}).serve(ctx, b.dir, cfg); err != nil {
		return nil, err
	}
	t.api = &client{addr: t.addr}
	return t, t.watchIdle()
}

// boltAddress is the HOST:PORT of a Neo4j that speaks Bolt without TLS.
func boltAddress(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil || strings.Contains(u.Scheme, "+") {
		return "", fmt.Errorf("database hits can be counted on a Neo4j without TLS only, not on %s", uri)
	}
	if u.Port() == "" {
		return u.Host + ":7687", nil
	}
	return u.Host, nil
}

func (t *tapped) watchIdle() error {
	time.Sleep(idleTime)
	statements, err := t.tap.Take()
	for _, stmt := range statements {
		t.idle[stmt.Text] = true
	}
	return err
}

func (t *tapped) stop() {
	t.process.stop()
	_ = t.tap.Close()
}

// statements are those of one request; what the service sends by itself is left out.
func (t *tapped) statements(q *question, sample int) ([]query.Statement, error) {
	if _, err := t.tap.Take(); err != nil {
		return nil, err
	}
	if _, err := t.api.ask(t.api.request(q.graphql, q.samples[sample].variables)); err != nil {
		return nil, err
	}
	all, err := t.tap.Take()
	var statements []query.Statement
	for _, stmt := range all {
		if !t.idle[stmt.Text] {
			statements = append(statements, stmt)
		}
	}
	return statements, err
}

// hits are the mean database hits of the service over some samples of a query.
func (t *tapped) hits(ctx context.Context, db *neo.DB, q *question) (int64, error) {
	return meanHits(ctx, db, q, func(sample int) ([]query.Statement, error) { return t.statements(q, sample) })
}

// hitsByHand are those of the hand-written statement.
func hitsByHand(ctx context.Context, db *neo.DB, q *question) (int64, error) {
	return meanHits(ctx, db, q, func(sample int) ([]query.Statement, error) { return []query.Statement{q.statement(sample)}, nil })
}

func meanHits(ctx context.Context, db *neo.DB, q *question, of func(sample int) ([]query.Statement, error)) (int64, error) {
	n, sum := min(len(q.samples), mostSamples), int64(0)
	for i := range n {
		statements, err := of(i)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", q.name, err)
		}
		for _, stmt := range statements {
			p, err := db.Profile(ctx, stmt)
			if err != nil {
				return 0, fmt.Errorf("%s: %w", q.name, err)
			}
			sum += p.TotalHits()
		}
	}
	return sum / int64(n), nil
}
