package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/neo"
	"github.com/clustergraph/clustergraph/internal/record"
)

// batch writes rows in one transaction and takes the outcomes into the report. It returns
// the sources that wait for another source, when mayWait allows that.
func (im *importer) batch(ctx context.Context, f file, items []item, mayWait bool) ([]item, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	outcomes, err := im.outcomes(ctx, f, items)
	if err != nil {
		return nil, err
	}
	var waiting []item
	for i, out := range outcomes {
		if mayWait && waits(f, out) {
			waiting = append(waiting, items[i])
			continue
		}
		if err := im.settle(f, items[i], out); err != nil {
			return nil, err
		}
	}
	if im.opts.Progress != nil {
		im.opts.Progress(im.report)
	}
	return waiting, nil
}

// outcomes writes the rows that could be read at all.
func (im *importer) outcomes(ctx context.Context, f file, items []item) ([]record.Outcome, error) {
	all := make([]record.Outcome, len(items))
	var readable []item
	var at []int
	for i, it := range items {
		if !it.wellFormed() {
			all[i] = record.Outcome{Problems: it.problems}
			continue
		}
		readable, at = append(readable, it), append(at, i)
	}
	written, err := im.write(ctx, f, readable)
	if err != nil {
		return nil, err
	}
	for i, out := range written {
		all[at[i]] = out
	}
	return all, nil
}

// waits tells that a source was rejected for nothing but the sources it cites.
func waits(f file, out record.Outcome) bool {
	if f.entity == nil || f.entity.Name != sourceEntity || out.Status != record.Rejected {
		return false
	}
	for _, p := range out.Problems {
		if p.Field != "sources" {
			return false
		}
	}
	return true
}

// conflictRetries is how often a lone row is tried again when another writer was first:
// the row then finds what that writer made.
const conflictRetries = 3

// write writes rows in one transaction. When the database refuses it, because a value was
// taken meanwhile or for a row that no check foresaw, the rows are written in halves,
// until the one at fault is found: it alone is rejected.
func (im *importer) write(ctx context.Context, f file, items []item) ([]record.Outcome, error) {
	if len(items) == 0 {
		return nil, nil
	}
	outcomes, err := im.transaction(ctx, f, items)
	for range conflictRetries {
		if fault.CodeOf(err) != fault.Conflict || len(items) > 1 {
			break
		}
		outcomes, err = im.transaction(ctx, f, items)
	}
	code := fault.CodeOf(err)
	switch {
	case err == nil:
		return outcomes, nil
	case code != fault.Conflict && code != fault.Internal:
		return nil, err
	case len(items) == 1:
		return []record.Outcome{{Problems: []record.Problem{{Reason: "the database refuses the row: " + err.Error()}}}}, nil
	}
	half := len(items) / 2
	first, err := im.write(ctx, f, items[:half])
	if err != nil {
		return nil, err
	}
	second, err := im.write(ctx, f, items[half:])
	return append(first, second...), err
}

// transaction is not cut short by the end of ctx, so that what is counted is what is there.
func (im *importer) transaction(ctx context.Context, f file, items []item) (outcomes []record.Outcome, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), batchTime)
	defer cancel()
	err = im.db.Write(ctx, func(tx *neo.Tx) error {
		if f.entity != nil {
			outcomes, err = im.writer.UpsertNodes(ctx, tx, f.entity, nodeRows(items))
		} else {
			outcomes, err = im.writer.UpsertEdges(ctx, tx, f.typ, edgeRows(items))
		}
		return err
	})
	return outcomes, err
}

func nodeRows(items []item) []record.Row {
	rows := make([]record.Row, len(items))
	for i, it := range items {
		rows[i] = it.node
	}
	return rows
}

func edgeRows(items []item) []record.EdgeRow {
	rows := make([]record.EdgeRow, len(items))
	for i, it := range items {
		rows[i] = it.edge
	}
	return rows
}

// settle takes the outcome of one row into the report and the rejects.
func (im *importer) settle(f file, it item, out record.Outcome) error {
	r := &im.report
	r.add(out.Status)
	r.Files[len(r.Files)-1].add(out.Status)
	r.Problems = keep(r.Problems, &r.ProblemCount, im.opts.MaxProblems, f.path, it.line, out.Problems)
	r.Warnings = keep(r.Warnings, &r.WarningCount, im.opts.MaxProblems, f.path, it.line, out.Warnings)
	if out.Status != record.Rejected || im.opts.Rejects == nil {
		return nil
	}
	line, err := json.Marshal(Reject{File: f.path, Line: it.line, Problems: out.Problems, Row: it.raw})
	if err != nil {
		return fault.Wrap(fault.Internal, err, "cannot write the rejected row of line %d", it.line)
	}
	if _, err := im.opts.Rejects.Write(append(line, '\n')); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write the rejects")
	}
	return nil
}

func isNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }
