package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/wellformed"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

type importCommand struct {
	databaseFlags
	Mapping string   `help:"What the rows of the files mean (see docs/import.md); left out, they are in our export format." type:"existingfile" placeholder:"FILE"`
	DryRun  bool     `help:"Tell what would be done, and write nothing."`
	Rejects string   `help:"CSV file for what is left out, with the reasons." type:"path" placeholder:"FILE"`
	Restart bool     `help:"Start over, even if an earlier import of the same files has not ended."`
	Batch   int      `help:"Rows a transaction." default:"5000" placeholder:"N"`
	Index   bool     `help:"Make the rows searchable before the end; otherwise a running serve, or the command index, does." default:"true" negatable:""`
	As      string   `help:"Who the changes are recorded for." default:"import" placeholder:"NAME"`
	Paths   []string `arg:"" name:"path" help:"The directory, or the files." type:"path"`
}

// Run imports the files and prints what became of their rows.
func (c *importCommand) Run(ctx context.Context, log *slog.Logger) (err error) {
	m, files, err := c.input()
	if err != nil {
		return err
	}
	opts := ingest.Options{BatchSize: c.Batch, DryRun: c.DryRun, Restart: c.Restart, Actor: c.As}
	if c.Rejects != "" {
		file, failed := openRejects(c.Rejects)
		if failed != nil {
			return failed
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		opts.Rejects = file
	}
	return c.prepared(ctx, log, func(db *neo.DB, cat *catalog.Catalog) error {
		bar := newProgressBar(os.Stderr)
		opts.Progress = bar.show
		report, err := importFiles(ctx, db, cat, m, files, opts)
		bar.end()
		printReport(os.Stdout, report, c.Rejects)
		if err != nil || c.DryRun || !c.Index {
			return c.advised(ctx, err)
		}
		return catchUp(ctx, db, cat)
	})
}

// input reads the mapping, if there is one, and finds the files.
func (c *importCommand) input() (m *mapping.Mapping, files fs.FS, err error) {
	if c.Batch < 1 {
		return nil, nil, fault.New(fault.BadUserInput, "--batch must be 1 or more")
	}
	if c.Mapping != "" {
		if m, err = readMapping(c.Mapping); err != nil {
			return nil, nil, err
		}
	}
	files, whole, err := chooseFiles(c.Paths)
	if err == nil && m == nil && !whole {
		err = fault.New(fault.BadUserInput, "say with --mapping what the rows of %s mean (clustergraph mapping guess FILE… writes a first one), or give a directory in our export format", c.Paths[0])
	}
	return m, files, err
}

func importFiles(ctx context.Context, db *neo.DB, cat *catalog.Catalog, m *mapping.Mapping, files fs.FS, opts ingest.Options) (ingest.Report, error) {
	if m == nil {
		return ingest.Import(ctx, db, cat, files, opts)
	}
	opts.Policy = grant.Full().Policy
	return ingest.Run(ctx, db, cat, m, files, opts)
}

// advised adds to an error how to go on.
func (c *importCommand) advised(ctx context.Context, err error) error {
	switch {
	case err == nil, c.DryRun:
		return err
	case ctx.Err() != nil:
		return errors.New("stopped; what was committed stays. Run the same command again to go on there, with --restart to start over")
	case fault.CodeOf(err) == fault.DatabaseUnavailable:
		return fmt.Errorf("%w. What was committed stays; run the same command again to go on there", err)
	}
	return err
}

// rejectsStart is how a reject file begins; no other file is written over.
const rejectsStart = wellformed.ByteOrderMark + "file,line,column,value,reason,lost"

// openRejects opens a new reject file, or one of an earlier import, which is cut to what stays.
func openRejects(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "the file for rejects cannot be written")
	}
	start := make([]byte, len(rejectsStart))
	n, _ := file.ReadAt(start, 0) // a new file is empty
	if n > 0 && string(start) != rejectsStart {
		_ = file.Close()
		return nil, fault.New(fault.BadUserInput, "%s is there already and holds no rejects; name another file", path)
	}
	return file, nil
}
