package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/read/searchindex"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// bench lets writers work with and without an indexer beside them.
type bench struct {
	options
	db     *neo.DB
	cat    *catalog.Catalog
	writer *record.Writer
	made   atomic.Int64
}

func newBench(o options, db *neo.DB, cat *catalog.Catalog) *bench {
	ids := id.NewGenerator(time.Now, rand.Reader)
	return &bench{options: o, db: db, cat: cat, writer: record.NewWriter(cat, ids, time.Now)}
}

// company is one with a name that no other has.
func (b *bench) company() input.Node {
	n := b.made.Add(1)
	return input.Node{Values: map[string]any{
		"name":        fmt.Sprintf("张家港%c%c%d号半导体有限公司", 0x4e00+rune(n*7919%20000), 0x4e00+rune(n*104729%20000), n),
		"shortName":   fmt.Sprintf("%d号半导体", n),
		"description": "从事化合物半导体外延、封装测试与功率器件的研发和生产。",
	}}
}

func (b *bench) write(ctx context.Context, rows ...input.Node) (out []record.Outcome, err error) {
	err = b.db.Write(ctx, func(tx *neo.Tx) (err error) {
		out, err = b.writer.UpsertNodes(ctx, tx, b.cat.Entity("Company"), rows)
		return err
	})
	return out, err
}

// load makes the companies that are there before, and times their indexing.
func (b *bench) load(ctx context.Context) error {
	const batch = 2_000
	for done := 0; done < b.base; done += batch {
		var rows []input.Node
		for range min(batch, b.base-done) {
			rows = append(rows, b.company())
		}
		if _, err := b.write(ctx, rows...); err != nil {
			return err
		}
	}
	began := time.Now()
	if err := b.catchUp(ctx); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d companies made searchable in %v\n", b.base, time.Since(began).Round(time.Millisecond))
	return nil
}

func (b *bench) catchUp(ctx context.Context) error {
	return searchindex.NewIndexer(b.db, b.cat).CatchUp(ctx, func(int) {})
}

// run takes turns, after one that warms the database up and is not counted. Which goes
// first alternates, so that what else the machine does falls on both alike. What a turn
// leaves behind is taken in before the next, outside of the time.
func (b *bench) run(ctx context.Context) (report, error) {
	r := report{options: b.options}
	if err := b.warm(ctx); err != nil {
		return r, err
	}
	for turn := range 2 * b.turns {
		if err := b.catchUp(ctx); err != nil {
			return r, err
		}
		beside := turn%4 == 1 || turn%4 == 2
		rate, err := b.turn(ctx, beside, &r)
		if err != nil {
			return r, err
		}
		if beside {
			r.with = append(r.with, rate)
			continue
		}
		r.without = append(r.without, rate)
	}
	return r, nil
}

// warm also has the search planned, which takes a cold database seconds and is no delay of
// what is written.
func (b *bench) warm(ctx context.Context) error {
	if _, err := b.writers(ctx); err != nil {
		return err
	}
	_, err := b.find(ctx, search.NewFinder(b.cat), "候鸟")
	return err
}

func (b *bench) turn(ctx context.Context, beside bool, r *report) (float64, error) {
	if beside {
		return b.indexed(ctx, r)
	}
	return b.writers(ctx)
}

// indexed is a turn with an indexer and a reader who waits for what was written.
func (b *bench) indexed(ctx context.Context, r *report) (rate float64, err error) {
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() {
		searchindex.NewIndexer(b.db, b.cat).Run(ctx, slog.New(slog.NewTextHandler(os.Stderr, nil)))
	})
	watched := make(chan error, 1)
	turn := make(chan struct{})
	running.Go(func() { watched <- b.watch(ctx, turn, r) })
	rate, err = b.writers(ctx)
	close(turn)
	if watchErr := <-watched; err == nil {
		err = watchErr
	}
	stop()
	running.Wait()
	return rate, err
}

// writers is the number of writes a second of all writers together: each creates a company,
// then changes its name, one transaction a write.
func (b *bench) writers(ctx context.Context) (float64, error) {
	var done atomic.Int64
	var group sync.WaitGroup
	failed := make(chan error, b.options.writers)
	began := time.Now()
	for range b.options.writers {
		group.Go(func() {
			for time.Since(began) < b.span() {
				n, err := b.createAndRename(ctx)
				done.Add(n)
				if err != nil {
					failed <- err
					return
				}
			}
		})
	}
	group.Wait()
	took := time.Since(began)
	close(failed)
	return float64(done.Load()) / took.Seconds(), <-failed
}

func (b *bench) createAndRename(ctx context.Context) (writes int64, err error) {
	made, err := b.write(ctx, b.company())
	if err != nil {
		return 0, err
	}
	row := b.company()
	row.ID = made[0].ID
	_, err = b.write(ctx, row)
	return 2, err
}
