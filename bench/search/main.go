package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/schema"
)

// options are the flags.
type options struct {
	uri     string
	base    int
	writers int
	turns   int
	seconds float64
}

func flags() options {
	var o options
	flag.StringVar(&o.uri, "neo4j-uri", "", "use this empty Neo4j (password in NEO4J_PASSWORD) instead of a local one in a temporary directory")
	flag.IntVar(&o.base, "base", 20_000, "companies that are there before")
	flag.IntVar(&o.writers, "writers", 16, "writers at once")
	flag.IntVar(&o.turns, "turns", 3, "turns with the indexer, and as many without")
	flag.Float64Var(&o.seconds, "seconds", 3, "time of a turn")
	flag.Parse()
	return o
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, flags()); err != nil {
		fmt.Fprintln(os.Stderr, "bench/search:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	cfg, stop, err := database(ctx, o)
	if err != nil {
		return err
	}
	defer stop()
	db, err := neo.Open(cfg)
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(ctx))
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return err
	}
	if err := migrate.Run(ctx, db, cat, slog.New(slog.NewTextHandler(os.Stderr, nil))); err != nil {
		return err
	}
	b := newBench(o, db, cat)
	if err := b.load(ctx); err != nil {
		return err
	}
	r, err := b.run(ctx)
	if err != nil {
		return err
	}
	fmt.Println(r.markdown())
	return nil
}

// database opens the Neo4j of the flags, or starts one that is removed at the end.
func database(ctx context.Context, o options) (neo.Config, func(), error) {
	if o.uri != "" {
		return neo.Config{URI: o.uri, User: "neo4j", Password: os.Getenv("NEO4J_PASSWORD")}, func() {}, nil
	}
	dir, err := os.MkdirTemp("", "clustergraph-bench-search-")
	if err != nil {
		return neo.Config{}, nil, err
	}
	instance, err := localneo4j.Start(ctx, localneo4j.Options{DataDir: filepath.Join(dir, "data"), Port: localneo4j.AnyPort, Progress: os.Stderr})
	if err != nil {
		return neo.Config{}, nil, err
	}
	return instance.Config(), func() {
		if err := instance.Stop(context.WithoutCancel(ctx)); err != nil {
			fmt.Fprintln(os.Stderr, "bench/search:", err)
		}
		_ = os.RemoveAll(dir)
	}, nil
}

// span is the time of a turn.
func (o options) span() time.Duration { return time.Duration(o.seconds * float64(time.Second)) }
