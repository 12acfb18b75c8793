package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/searchindex"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

type indexCommand struct {
	databaseFlags
	Rebuild bool `help:"Index every entity anew, instead of what changed since the last time."`
}

// Run brings search up to date and returns; serve does the same all the time.
func (c *indexCommand) Run(ctx context.Context, log *slog.Logger) error {
	return c.prepared(ctx, log, func(db *neo.DB, cat *catalog.Catalog) error {
		if c.Rebuild {
			if err := searchindex.Renew(ctx, db); err != nil {
				return err
			}
		}
		return catchUp(ctx, db, cat)
	})
}

// catchUp makes all that was written so far searchable.
func catchUp(ctx context.Context, db *neo.DB, cat *catalog.Catalog) error {
	entities, terminal := 0, isTerminal(os.Stderr)
	err := searchindex.NewIndexer(db, cat).CatchUp(ctx, func(n int) {
		if entities = n; n > 0 && terminal {
			fmt.Fprintf(os.Stderr, "\r%d entities made searchable", n)
		}
	})
	switch {
	case entities > 0 && terminal:
		fmt.Fprintln(os.Stderr)
	case entities > 0:
		fmt.Fprintln(os.Stderr, entities, "entities made searchable")
	}
	return err
}

// keepSearchable follows all writes until stop is called, which returns when it has ended.
func keepSearchable(ctx context.Context, db *neo.DB, cat *catalog.Catalog, log *slog.Logger) (stop func()) {
	return beside(ctx, log, "keeping search up to date", func(ctx context.Context) error {
		searchindex.NewIndexer(db, cat).Run(ctx, log)
		return nil
	})
}

// beside runs work that ends with its context beside the caller. stop ends it and waits for that.
func beside(ctx context.Context, log *slog.Logger, name string, work func(context.Context) error) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := background.Go(log, name, func() error { return work(ctx) })
	return func() {
		cancel()
		<-ended
	}
}
