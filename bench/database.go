package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/clustergraph/clustergraph/bench/dataset"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/searchindex"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/schema"
)

// database is the Neo4j that is measured on.
type database struct {
	neo.Config
	// instance is the local one; nil where the flags name another.
	instance *localneo4j.Instance
	data     string
}

// openDatabase takes the Neo4j of the flags, or starts the local one of the scale.
func openDatabase(ctx context.Context, o options, dir string) (*database, error) {
	if o.uri != "" {
		return &database{Config: neo.Config{URI: o.uri, User: "neo4j", Password: os.Getenv("NEO4J_PASSWORD")}}, nil
	}
	d := &database{data: filepath.Join(dir, fmt.Sprintf("scale-%d", o.scale))}
	return d, d.start(ctx)
}

func (d *database) start(ctx context.Context) (err error) {
	d.instance, err = localneo4j.Start(ctx, localneo4j.Options{DataDir: d.data, Port: localneo4j.AnyPort, Progress: os.Stderr})
	if err == nil {
		d.Config = d.instance.Config()
	}
	return err
}

func (d *database) stop(ctx context.Context) {
	if d.instance == nil {
		return
	}
	if err := d.instance.Stop(context.WithoutCancel(ctx)); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
	}
}

// forget makes the database as it is after a start: a local one is started anew, another one
// loses its plans only. It tells what was done.
func (d *database) forget(ctx context.Context, db *neo.DB) (how string, err error) {
	if d.instance == nil {
		_, err := db.Exec(ctx, query.Statement{Text: "CALL db.clearQueryCaches()"})
		return "of the service, its Neo4j without its plans", err
	}
	d.stop(ctx)
	return "of Neo4j and the service", d.start(ctx)
}

// prepare makes the graph of a scale where it is not there yet, and its search documents.
func prepare(ctx context.Context, db *neo.DB, scale int) error {
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return err
	}
	if err := migrate.Run(ctx, db, cat, slog.New(slog.NewTextHandler(os.Stderr, nil))); err != nil {
		return err
	}
	if err := dataset.Load(ctx, db, cat, scale, os.Stderr); err != nil {
		return err
	}
	indexed := 0
	err = searchindex.NewIndexer(db, cat).CatchUp(ctx, func(entities int) {
		indexed = entities
		fmt.Fprintf(os.Stderr, "\rmaking searchable: %d entities", entities)
	})
	if indexed > 0 {
		fmt.Fprintln(os.Stderr)
	}
	return err
}

func cacheDir(o options) (string, error) {
	dir := o.cache
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(user, "clustergraph", "bench")
	}
	return dir, os.MkdirAll(dir, 0o700)
}
