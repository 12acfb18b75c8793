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

	"github.com/clustergraph/clustergraph/bench/dataset"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/schema"
)

// options are the flags.
type options struct {
	scale      int
	uri        string
	service    string
	cache      string
	only       string
	seconds    float64
	clients    int
	write      bool
	statements bool
}

func flags() options {
	var o options
	flag.IntVar(&o.scale, "scale", 1, "size of the graph: 1 is about 100,000 nodes and 300,000 relationships")
	flag.StringVar(&o.uri, "neo4j-uri", "", "use this empty Neo4j (password in NEO4J_PASSWORD) instead of a local one in the cache")
	flag.StringVar(&o.service, "service", "", "use the service at this address, HOST:PORT, instead of starting one")
	flag.StringVar(&o.cache, "cache", "", "directory of the local Neo4j and its graphs; left out, in the user's cache")
	flag.StringVar(&o.only, "only", "", "only the queries whose name contains this")
	flag.Float64Var(&o.seconds, "seconds", 3, "time of each measurement; 0 leaves the throughput out")
	flag.IntVar(&o.clients, "clients", 16, "clients at once for the throughput")
	flag.BoolVar(&o.write, "write", false, "keep the table in "+readmePath)
	flag.BoolVar(&o.statements, "statements", false, "print the plans and statements of both ways instead of measuring")
	flag.Parse()
	return o
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, flags()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	dir, err := cacheDir(o)
	if err != nil {
		return err
	}
	cfg, stop, err := database(ctx, o, dir)
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
	if err := dataset.Load(ctx, db, cat, o.scale, os.Stderr); err != nil {
		return err
	}
	return measure(ctx, o, dir, cfg, db, cat)
}

func measure(ctx context.Context, o options, dir string, cfg neo.Config, db *neo.DB, cat *catalog.Catalog) error {
	service := &process{addr: o.service}
	if o.service == "" {
		var err error
		if service, err = startService(ctx, dir, cfg); err != nil {
			return err
		}
		defer service.stop()
	}
	b := &bench{options: o, db: db, api: &client{addr: service.addr}}
	var err error
	if b.compiler, err = newCompiler(ctx, db, cat); err != nil {
		return err
	}
	r, err := b.run(ctx)
	if err != nil || o.statements {
		return err
	}
	if o.service == "" {
		r.start, r.resident = service.start, residentPeak(service.cmd.Process.Pid)
	}
	fmt.Println(r.markdown())
	if o.write {
		return writeReadme(r)
	}
	return nil
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

// database finds the Neo4j of the flags, or starts the local one of the scale.
func database(ctx context.Context, o options, dir string) (neo.Config, func(), error) {
	if o.uri != "" {
		return neo.Config{URI: o.uri, User: "neo4j", Password: os.Getenv("NEO4J_PASSWORD")}, func() {}, nil
	}
	data := filepath.Join(dir, fmt.Sprintf("scale-%d", o.scale))
	instance, err := localneo4j.Start(ctx, localneo4j.Options{DataDir: data, Port: localneo4j.AnyPort, Progress: os.Stderr})
	if err != nil {
		return neo.Config{}, nil, err
	}
	stop := func() {
		if err := instance.Stop(context.WithoutCancel(ctx)); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
		}
	}
	return instance.Config(), stop, nil
}

// span is the time of one measurement.
func (o options) span() time.Duration { return time.Duration(o.seconds * float64(time.Second)) }
