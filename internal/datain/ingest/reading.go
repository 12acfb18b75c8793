package ingest

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// batch is rows for one transaction.
type batch struct {
	units []*unit
	// read of size bytes of the file have been read.
	read, size int64
}

// reading reads a file and finds out what its rows mean, beside the writing.
type reading struct {
	round
	opts    Options
	batches chan batch
	notes   chan []string
	rows    rowReader
	batch   batch
	bytes   int
	parts   int
	// assumed is what rows say was assumed about their values, each once.
	assumed []string
	asides  table.Asides
}

// run sends the rows in batches. It always leaves notes, or an error.
func (r *reading) run(ctx context.Context) (err error) {
	if r.rows, err = r.task.open(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.rows.Close()) }()
	for {
		row, err := r.rows.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fault.New(fault.CodeOf(err), "cannot read %s to its end: %s", r.task.name, err)
		}
		if err := r.row(ctx, row); err != nil {
			return err
		}
	}
	r.notes <- slices.Concat(r.task.doubts, r.rows.Notes(), r.assumed, r.asides.Notes(r.task.skipTotals))
	return r.send(ctx)
}

// row takes in one row, if it is this round's.
func (r *reading) row(ctx context.Context, row table.Row) error {
	wrote, wanted := r.wants(row.Line)
	if !wanted {
		return nil
	}
	means := meaningOf(r.task, row)
	r.assume(means.Notes)
	if r.only == nil {
		r.asides.Take(row)
	}
	u := newUnit(row.Line, row.Raw, means)
	u.wrote = wrote
	r.batch.units = append(r.batch.units, u)
	r.bytes += len(row.Raw)
	r.parts += u.parts()
	if len(r.batch.units) < r.opts.BatchSize && r.bytes < batchBytes && r.parts < batchParts {
		return nil
	}
	return r.send(ctx)
}

// maxAssumed bounds what the report says of the values of a file.
const maxAssumed = 20

func (r *reading) assume(notes []string) {
	for _, n := range notes {
		if len(r.assumed) < maxAssumed && !slices.Contains(r.assumed, n) {
			r.assumed = append(r.assumed, n)
		}
	}
}

func (r *reading) wants(line int) (wrote, wanted bool) {
	if r.only == nil {
		return false, line > r.after
	}
	for len(r.only) > 0 && r.only[0].Line < line {
		r.only = r.only[1:]
	}
	if len(r.only) == 0 || r.only[0].Line != line {
		return false, false
	}
	return r.only[0].Wrote, true
}

func (r *reading) send(ctx context.Context) error {
	if len(r.batch.units) == 0 {
		return nil
	}
	r.batch.read, r.batch.size = r.rows.Progress()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case r.batches <- r.batch:
		r.batch, r.bytes, r.parts = batch{}, 0, 0
		return nil
	}
}

func meaningOf(t task, row table.Row) mapping.Interpretation {
	if row.Problem != "" {
		return mapping.Interpretation{Problems: []mapping.Problem{{Value: row.Raw, Reason: row.Problem}}}
	}
	if row.Aside != "" && t.skipTotals {
		return mapping.Interpretation{Skipped: true}
	}
	return t.interpret(row.Values)
}
