package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/ingest"
	"github.com/clustergraph/clustergraph/internal/migrate"
	"github.com/clustergraph/clustergraph/internal/neo"
	"github.com/clustergraph/clustergraph/schema"
)

type importCommand struct {
	databaseFlags
	Rejects string `help:"File for the rejected rows, one JSON object a line." type:"path" placeholder:"FILE"`
	Index   bool   `help:"Make the rows searchable before the end; otherwise a running serve, or the command index, does." default:"true" negatable:""`
	Dir     string `arg:"" help:"Directory with nodes/ and relationships/." type:"existingdir"`
}

// Run imports the directory and prints what became of its rows.
func (c *importCommand) Run(ctx context.Context, log *slog.Logger) (err error) {
	var rejects io.Writer
	if c.Rejects != "" {
		file, err := os.Create(c.Rejects)
		if err != nil {
			return fault.Wrap(fault.BadUserInput, err, "the file for rejects cannot be written")
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		rejects = file
	}
	return c.prepared(ctx, log, func(db *neo.DB, cat *catalog.Catalog) error {
		report, err := ingest.Import(ctx, db, cat, os.DirFS(c.Dir), ingest.Options{Rejects: rejects, Progress: progress})
		printReport(os.Stdout, report)
		if err != nil || !c.Index {
			return err
		}
		return catchUp(ctx, db, cat)
	})
}

// shownProblems bounds the problems that are printed; the rejects file has them all.
const shownProblems = 20

func progress(r ingest.Report) {
	fmt.Fprintf(os.Stderr, "\r%d rows read, %d rejected", r.Rows, r.Rejected)
}

func printReport(w io.Writer, r ingest.Report) {
	fmt.Fprintln(os.Stderr)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "file\trows\tcreated\tupdated\tunchanged\trejected\t")
	for _, f := range append(r.Files, ingest.FileReport{File: "total", Counts: r.Counts}) {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t\n", f.File, f.Rows, f.Created, f.Updated, f.Unchanged, f.Rejected)
	}
	_ = t.Flush()
	for _, p := range r.Problems[:min(len(r.Problems), shownProblems)] {
		fmt.Fprintf(w, "%s:%d: %s: %s\n", p.File, p.Line, p.Field, p.Reason)
	}
	if r.ProblemCount > shownProblems {
		fmt.Fprintf(w, "… and %d more; --rejects FILE keeps every rejected row with its reasons\n", r.ProblemCount-shownProblems)
	}
}

type exportCommand struct {
	databaseFlags
	Out string `help:"Directory to write to." required:"" type:"path" placeholder:"DIR"`
}

// Run exports the graph and prints the rows a file.
func (c *exportCommand) Run(ctx context.Context, log *slog.Logger) error {
	return c.prepared(ctx, log, func(db *neo.DB, cat *catalog.Catalog) error {
		rows, err := ingest.Export(ctx, db, cat, c.Out)
		for _, file := range slices.Sorted(maps.Keys(rows)) {
			fmt.Fprintf(os.Stdout, "%8d  %s\n", rows[file], file)
		}
		return err
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
