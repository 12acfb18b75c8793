package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/ingest"
	"github.com/clustergraph/clustergraph/internal/migrate"
	"github.com/clustergraph/clustergraph/internal/neo"
	"github.com/clustergraph/clustergraph/schema"
)

type exportCommand struct {
	databaseFlags
	Out string `help:"Directory to write to." required:"" type:"path" placeholder:"DIR"`
}

// Run exports the graph and prints the rows a file.
func (c *exportCommand) Run(ctx context.Context, log *slog.Logger) error {
	return c.prepared(ctx, log, func(db *neo.DB, cat *catalog.Catalog) error {
		manifest, err := ingest.Export(ctx, db, cat, c.Out)
		if err != nil {
			return err
		}
		for _, f := range manifest.Files {
			fmt.Fprintf(os.Stdout, "%8d  %s\n", f.Lines, f.Name)
		}
		if manifest.To > manifest.From {
			fmt.Fprintf(os.Stdout, "%d changes were made meanwhile: values may be of before or after them; what was made meanwhile is left out\n", manifest.To-manifest.From)
		}
		return nil
	})
}

type migrateCommand struct{ databaseFlags }

// Run brings the database to what the schema declares.
func (c *migrateCommand) Run(ctx context.Context, log *slog.Logger) error {
	return c.prepared(ctx, log, func(*neo.DB, *catalog.Catalog) error { return nil })
}

// prepared opens the database, migrates it and works on it.
func (f databaseFlags) prepared(ctx context.Context, log *slog.Logger, work func(*neo.DB, *catalog.Catalog) error) error {
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return err
	}
	db, closeDB, err := f.open(ctx, log)
	if err != nil {
		return err
	}
	defer closeDB()
	if err := migrate.Run(ctx, db, cat, log); err != nil {
		return err
	}
	return work(db, cat)
}
