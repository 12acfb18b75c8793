package main

import (
	"context"
	"log/slog"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/schema"
)

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
