package ingest

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"time"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/id"
	"github.com/clustergraph/clustergraph/internal/neo"
	"github.com/clustergraph/clustergraph/internal/record"
	"github.com/clustergraph/clustergraph/internal/table"
)

const (
	defaultBatch    = 2_000
	defaultProblems = 1_000
	// batchBytes bounds a batch whose lines are long.
	batchBytes = 8 << 20
	// batchTime bounds one transaction.
	batchTime = 2 * time.Minute
)

// Options of an import; the zero value is ready to use.
type Options struct {
	// BatchSize is the number of rows a transaction; 0 means 2,000.
	BatchSize int
	// MaxProblems bounds each list of the report; 0 means 1,000.
	MaxProblems int
	// Progress is called after each batch with what was done so far.
	Progress func(Report)
	// Rejects gets a JSON line for each rejected row.
	Rejects io.Writer
	// Now is the clock; nil means the system's.
	Now func() time.Time
}

// Import writes the files of fsys into the graph: nodes before relationships, sources
// before all, a batch of rows a transaction. Bad rows are rejected with the reason and
// never stop good ones. Importing the same files again changes nothing. When ctx ends,
// Import stops after the batch in hand; what is committed stays, the report tells of it,
// and another run completes the rest.
func Import(ctx context.Context, db *neo.DB, cat *catalog.Catalog, fsys fs.FS, opts Options) (Report, error) {
	files, err := find(cat, fsys)
	if err != nil {
		return Report{}, err
	}
	opts.BatchSize = cmp.Or(opts.BatchSize, defaultBatch)
	opts.MaxProblems = cmp.Or(opts.MaxProblems, defaultProblems)
	if opts.Now == nil {
		opts.Now = time.Now
	}
	im := &importer{
		db: db, opts: opts, fsys: fsys,
		writer: record.NewWriter(cat, id.NewGenerator(opts.Now, rand.Reader), opts.Now),
	}
	for _, f := range files {
		im.report.Files = append(im.report.Files, FileReport{File: f.path})
		if err := im.file(ctx, f); err != nil {
			return im.report, err
		}
	}
	return im.report, nil
}

type importer struct {
	db     *neo.DB
	writer *record.Writer
	opts   Options
	fsys   fs.FS
	report Report
}

// file imports one file; the next batch is read while one is being written.
func (im *importer) file(ctx context.Context, f file) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	in, err := table.Open(im.fsys, f.path, table.Options{Kind: table.JSONLines, Encoding: "utf-8"})
	if err != nil {
		return err
	}
	defer in.Close()
	batches := make(chan []item)
	read := make(chan error, 1)
	go func() {
		defer close(batches)
		read <- im.read(ctx, f, in, batches)
	}()
	var later []item
	for batch := range batches {
		waiting, err := im.batch(ctx, f, batch, len(later) < maxWaiting)
		if err != nil {
			cancel()
			<-read
			return err
		}
		later = append(later, waiting...)
	}
	if err := <-read; err != nil {
		return err
	}
	return im.waiting(ctx, f, later)
}

// maxWaiting bounds the sources that wait for a source further down in their file.
const maxWaiting = 10_000

// waiting imports sources that cite sources further down, as long as that helps.
func (im *importer) waiting(ctx context.Context, f file, items []item) error {
	for len(items) > 0 {
		rest, err := im.batch(ctx, f, items, true)
		if err != nil {
			return err
		}
		if len(rest) == len(items) {
			_, err := im.batch(ctx, f, rest, false)
			return err
		}
		items = rest
	}
	return nil
}

// read sends the file's rows in batches.
func (im *importer) read(ctx context.Context, f file, in table.Reader, batches chan<- []item) error {
	var batch []item
	size := 0
	send := func() error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case batches <- batch:
			batch, size = nil, 0
			return nil
		}
	}
	for {
		row, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fault.New(fault.CodeOf(err), "cannot read %s: %s", f.path, err)
		}
		batch = append(batch, im.parse(f, row))
		size += len(row.Raw)
		if len(batch) < im.opts.BatchSize && size < batchBytes {
			continue
		}
		if err := send(); err != nil {
			return err
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return send()
}

func (im *importer) parse(f file, row table.Row) item {
	var it item
	switch {
	case row.Problem != "":
		it.problem("", "%s", row.Problem)
	case f.entity != nil:
		it = nodeItem(row.Values)
	default:
		it = edgeItem(row.Values)
	}
	it.line = row.Line
	if im.opts.Rejects != nil && it.wellFormed() {
		it.raw = []byte(row.Raw)
	}
	return it
}

// wellFormed tells that the line is JSON, whatever is wrong with its values.
func (it *item) wellFormed() bool { return it.node.Values != nil || it.edge.Values != nil }
