package ingest

import (
	"context"
	"errors"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// atOnceBytes bounds the files that are written in one transaction.
const atOnceBytes = 4 << 20

// errNotAtOnce undoes a transaction that is not what it was made for.
var errNotAtOnce = errors.New("not at once")

// atOnce writes all files in one transaction; false where they are to be written otherwise.
// Nothing is kept of what it did then.
func (im *importer) atOnce(ctx context.Context) (done bool, err error) {
	if im.records != nil || im.bytes() > atOnceBytes {
		return false, nil
	}
	rounds, units, err := im.readAll(ctx)
	if err != nil {
		return false, err
	}
	err = im.db.Write(ctx, func(tx *neo.Tx) error { return im.writeAll(ctx, tx, units) })
	switch code := fault.CodeOf(err); {
	case err == nil:
	case errors.Is(err, errNotAtOnce), errors.Is(err, errAgain), code == fault.Conflict, code == fault.Internal:
		// Another writer was first, or a row is at fault: batches find out which.
		return false, nil
	default:
		return false, err
	}
	for i, t := range rounds {
		im.report.Files = append(im.report.Files, FileReport{File: t.task.name})
		s := im.tally(t)
		s.units(units[i])
		im.report = s.report
		im.done += im.sizes[t.task.name]
	}
	if im.opts.Progress != nil {
		im.opts.Progress(Progress{Report: im.report, Done: im.done, Total: im.done})
	}
	return true, nil
}

func (im *importer) bytes() int64 {
	var sum int64
	for _, n := range im.sizes {
		sum += n
	}
	return sum
}

// readAll reads all files.
func (im *importer) readAll(ctx context.Context) (rounds []round, units [][]*unit, err error) {
	for i, task := range im.tasks {
		t := round{task: task, at: i, made: map[string]bool{}}
		of, err := im.readFile(ctx, t)
		if err != nil {
			return nil, nil, err
		}
		rounds, units = append(rounds, t), append(units, of)
	}
	return rounds, units, nil
}

func (im *importer) readFile(ctx context.Context, t round) (units []*unit, err error) {
	r := &reading{round: t, opts: im.opts, batches: make(chan batch), notes: make(chan []string, 1)}
	read := background.Run(func() error {
		defer close(r.batches)
		return r.run(ctx)
	})
	for b := range r.batches {
		units = append(units, b.units...)
	}
	if err := <-read; err != nil {
		return nil, err
	}
	im.note(t, <-r.notes)
	return units, nil
}

// writeAll fails with errNotAtOnce where the graph holds anything, or anything is refused.
func (im *importer) writeAll(ctx context.Context, tx *neo.Tx, files [][]*unit) error {
	if err := mustBeUntouched(ctx, tx); err != nil {
		return err
	}
	a := attempt{writer: im.writer.OnUntouched(), tx: tx, untouched: true, made: map[string]bool{}}
	for _, units := range files {
		a.units = append(a.units, units...)
	}
	madeBy(a.units, a.made)
	if err := a.run(ctx); err != nil {
		return err
	}
	for _, u := range a.units {
		for _, e := range u.entries {
			if e.refusal != nil {
				return errNotAtOnce
			}
		}
	}
	return nil
}

// mustBeUntouched locks what each program finds first: of two that start on a new graph at once
// the other one waits, and then finds what this one made. Whoever else writes meanwhile cannot
// name what is not committed, and must respect unique values.
func mustBeUntouched(ctx context.Context, tx *neo.Tx) error {
	rows, err := tx.Query(ctx, query.Statement{
		Text: "MATCH (m:" + catalog.MetaLabel + " {id: 'meta'}) SET m.version = m.version + 0 " +
			"WITH count(m) AS metas WHERE metas = 1 AND NOT EXISTS { MATCH (n) WHERE NOT n:" + catalog.MetaLabel + " } RETURN metas",
	})
	if err == nil && len(rows.Values) == 0 {
		err = errNotAtOnce
	}
	return err
}
