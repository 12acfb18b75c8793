package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/schema"
)

func main() {
	rows := flag.Int("rows", 1_000_000, "rows to import each way")
	chunk := flag.Int("chunk", 50_000, "rows of a turn; the two ways take turns, so that noise falls on both alike")
	batch := flag.Int("batch", 5_000, "rows a transaction of the mapped import")
	uri := flag.String("neo4j-uri", "", "use this Neo4j, which is emptied first (password in NEO4J_PASSWORD), instead of a local one")
	compare := flag.Bool("compare", true, "compare with UNWIND and MERGE")
	memory := flag.Bool("memory", true, "measure the memory of the program at a tenth of the rows and at all of them")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *rows, *chunk, *batch, *uri, *compare, *memory); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// runner holds what the measurements need.
type runner struct {
	dir, program string
	cfg          neo.Config
	db           *neo.DB
	cat          *catalog.Catalog
	batch        int
}

func run(ctx context.Context, rows, chunk, batch int, uri string, compare, memory bool) error {
	dir, err := os.MkdirTemp("", "clustergraph-bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	r := &runner{dir: dir, batch: batch, program: filepath.Join(dir, "clustergraph")}
	stop, err := r.open(ctx, uri)
	if err != nil {
		return err
	}
	defer stop()
	if err := r.prepare(ctx); err != nil {
		return err
	}
	if compare {
		if err := r.compare(ctx, os.Stdout, rows, chunk); err != nil {
			return err
		}
	}
	if !memory {
		return nil
	}
	return r.memory(ctx, os.Stdout, rows)
}

func (r *runner) open(ctx context.Context, uri string) (stop func(), err error) {
	stopServer := func() {}
	r.cfg = neo.Config{URI: uri, User: "neo4j", Password: os.Getenv("NEO4J_PASSWORD")}
	if uri == "" {
		instance, err := localneo4j.Start(ctx, localneo4j.Options{DataDir: filepath.Join(r.dir, "neo4j"), Port: localneo4j.AnyPort, Progress: os.Stderr})
		if err != nil {
			return nil, err
		}
		r.cfg = instance.Config()
		stopServer = func() { _ = instance.Stop(context.WithoutCancel(ctx)) }
	}
	if r.db, err = neo.Open(r.cfg); err != nil {
		stopServer()
		return nil, err
	}
	return func() {
		_ = r.db.Close(context.WithoutCancel(ctx))
		stopServer()
	}, nil
}

func (r *runner) prepare(ctx context.Context) (err error) {
	if r.cat, err = catalog.Load(schema.Declared()); err != nil {
		return err
	}
	if out, err := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", r.program, "./cmd/clustergraph").CombinedOutput(); err != nil {
		return fmt.Errorf("cannot build the program: %w\n%s", err, out)
	}
	return r.empty(ctx)
}

// empty removes all rows and makes the segments.
func (r *runner) empty(ctx context.Context) error {
	for left := true; left; {
		// One statement for millions of nodes would outlast what a connection waits for.
		rows, err := r.db.Exec(ctx, query.Statement{Text: "MATCH (n) WHERE NOT n:ClusterGraphMeta WITH n LIMIT 20000 DETACH DELETE n RETURN count(*)"})
		if err != nil {
			return err
		}
		n, _ := rows[0][0].(int64)
		left = n > 0
	}
	if err := migrate.Run(ctx, r.db, r.cat, slog.New(slog.DiscardHandler)); err != nil {
		return err
	}
	_, err := r.db.Exec(ctx, query.Statement{
		Text: "UNWIND range(0, $last) AS i CREATE (:ChainSegment {id: 'seg_01arz3ndektsv4rrffq69g5' + right('000' + i, 3), code: 's' + i, code_canonical: 's' + i, name: 's' + i, name_canonical: 's' + i, " +
			"name_pinyin: 's' + i, version: 1, recordedAt: '2026-01-01T00:00:00.000Z', illustrative: true, sourceIds: []})",
		Params: map[string]any{"last": segments - 1},
	})
	return err
}

// compare imports rows both ways, in turns, into one graph.
func (r *runner) compare(ctx context.Context, w io.Writer, rows, chunk int) error {
	var ours, plainly time.Duration
	for first := 0; first < rows; first += chunk {
		n := min(chunk, rows-first)
		dir := filepath.Join(r.dir, fmt.Sprint("turn-", first))
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
		ourFile, plainFile := filepath.Join(dir, "rows.csv"), filepath.Join(r.dir, "plain.csv")
		if err := writeRows(ourFile, 2*first, n); err != nil {
			return err
		}
		if err := writeRows(plainFile, 2*first+n, n); err != nil {
			return err
		}
		took, err := timed(func() error { return mapped(ctx, r.db, r.cat, dir, n, r.batch) })
		if err != nil {
			return err
		}
		ours += took
		if took, err = timed(func() error { return plain(ctx, r.db, plainFile) }); err != nil {
			return err
		}
		plainly += took
		fmt.Fprintf(os.Stderr, "%d rows each way: mapped %.0f rows/s, UNWIND with MERGE %.0f, ratio %.2f\n", first+n, rate(first+n, ours), rate(first+n, plainly), plainly.Seconds()/ours.Seconds())
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	fmt.Fprintf(w, "| rows each way | mapped import, history on | UNWIND with MERGE | ratio |\n|--:|--:|--:|--:|\n| %d | %.0f rows/s | %.0f rows/s | %.2f |\n\n",
		rows, rate(rows, ours), rate(rows, plainly), plainly.Seconds()/ours.Seconds())
	return nil
}

// memory measures the program's memory at a tenth of the rows and at all of them.
func (r *runner) memory(ctx context.Context, w io.Writer, rows int) error {
	fmt.Fprintln(w, "| rows of the file | rows/s | most resident memory |\n|--:|--:|--:|")
	for _, n := range []int{rows / 10, rows} {
		if err := r.empty(ctx); err != nil {
			return err
		}
		path := filepath.Join(r.dir, "memory.csv")
		if err := writeRows(path, 0, n); err != nil {
			return err
		}
		c, err := r.child(ctx, path)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %d | %.0f | %d MiB |\n", n, rate(n, c.took), c.resident>>20)
	}
	return nil
}

func timed(work func() error) (time.Duration, error) {
	began := time.Now()
	err := work()
	return time.Since(began), err
}

func rate(rows int, took time.Duration) float64 { return float64(rows) / took.Seconds() }
