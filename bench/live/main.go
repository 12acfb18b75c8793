package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// options are the flags.
type options struct {
	uri         string
	subscribers []int
	writers     int
	turns       int
	seconds     float64
	rows        int
}

func flags() (options, error) {
	var o options
	var numbers string
	flag.StringVar(&o.uri, "neo4j-uri", "", "use this empty Neo4j (password in NEO4J_PASSWORD) instead of a local one in a temporary directory")
	flag.StringVar(&numbers, "subscribers", "100,1000", "numbers of subscribers")
	flag.IntVar(&o.writers, "writers", 8, "writers at once")
	flag.IntVar(&o.turns, "turns", 3, "turns with subscribers, and as many without")
	flag.Float64Var(&o.seconds, "seconds", 4, "time of a turn")
	flag.IntVar(&o.rows, "rows", 20_000, "rows of the import")
	flag.Parse()
	for text := range strings.SplitSeq(numbers, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			return o, fmt.Errorf("--subscribers is %q, expected numbers such as 100,1000", numbers)
		}
		o.subscribers = append(o.subscribers, n)
	}
	return o, nil
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := flags()
	if err == nil {
		err = run(ctx, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/live:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp("", "clustergraph-bench-live-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cfg, stop, err := database(ctx, o, dir)
	if err != nil {
		return err
	}
	defer stop()
	service, err := startService(ctx, dir, cfg)
	if err != nil {
		return err
	}
	defer service.stop()
	db, err := neo.Open(cfg)
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(ctx))
	b := &bench{options: o, service: service, db: db, dir: dir, log: slog.New(slog.NewTextHandler(os.Stderr, nil))}
	return b.run(ctx)
}

// database opens the Neo4j of the flags, or starts one in the directory.
func database(ctx context.Context, o options, dir string) (neo.Config, func(), error) {
	if o.uri != "" {
		return neo.Config{URI: o.uri, User: "neo4j", Password: os.Getenv("NEO4J_PASSWORD")}, func() {}, nil
	}
	instance, err := localneo4j.Start(ctx, localneo4j.Options{DataDir: filepath.Join(dir, "data"), Port: localneo4j.AnyPort, Progress: os.Stderr})
	if err != nil {
		return neo.Config{}, nil, err
	}
	return instance.Config(), func() {
		if err := instance.Stop(context.WithoutCancel(ctx)); err != nil {
			fmt.Fprintln(os.Stderr, "bench/live:", err)
		}
	}, nil
}

// span is the time of a turn.
func (o options) span() time.Duration { return time.Duration(o.seconds * float64(time.Second)) }
