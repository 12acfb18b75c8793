package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// bench runs the corpus.
type bench struct {
	options
	db       *neo.DB
	api      *client
	compiler *compiler
}

func (b *bench) run(ctx context.Context) (report, error) {
	queries, err := corpus(ctx, b.db, b.api)
	if err != nil {
		return report{}, err
	}
	r := report{scale: b.scale, clients: b.clients}
	for _, q := range queries {
		if !strings.Contains(q.name, b.only) {
			continue
		}
		if b.statements {
			if err := b.show(ctx, q); err != nil {
				return r, err
			}
			continue
		}
		x, err := b.measure(ctx, q)
		if err != nil {
			return r, fmt.Errorf("%s: %w", q.name, err)
		}
		r.results = append(r.results, x)
	}
	return r, nil
}

// measure checks that both ways answer the same, warms them up, and measures.
func (b *bench) measure(ctx context.Context, q *question) (result, error) {
	fmt.Fprintln(os.Stderr, "measuring", q.name)
	x := result{question: q}
	err := compare(ctx, b.db, b.api, q)
	if err != nil {
		return x, err
	}
	s := newSides(ctx, b.db, b.api, q)
	const warmUp = time.Second
	if _, _, err = s.rates(2, warmUp); err != nil {
		return x, err
	}
	if x.service, x.byHand, err = s.latencies(2 * time.Second); err != nil {
		return x, err
	}
	if b.seconds > 0 {
		if x.serviceRate, x.byHandRate, err = s.rates(b.clients, b.span()); err != nil {
			return x, err
		}
	}
	x.serviceHits, x.byHandHits, err = b.compiler.hits(ctx, b.db, q)
	return x, err
}

// show prints what is sent to the database, and how it is executed.
func (b *bench) show(ctx context.Context, q *question) error {
	compiled, err := b.compiler.statement(q.graphql, q.samples[0].variables)
	if err != nil {
		return err
	}
	fmt.Printf("## %s\n\n%s\n", q.name, q.graphql)
	for _, stmt := range []query.Statement{compiled, q.statement(0)} {
		p, err := b.db.Profile(ctx, stmt)
		if err != nil {
			return err
		}
		fmt.Printf("\n%s\n\n%v%d hits\n", stmt.Text, p, p.TotalHits())
	}
	fmt.Println()
	return nil
}
