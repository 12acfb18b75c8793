package ingest

import (
	"context"
	"errors"
	"slices"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// conflictRetries is how often a lone row is tried again when another writer was first:
// the row then finds what that writer made.
const conflictRetries = 3

// write writes rows in one transaction. When the database refuses it, because a value was
// taken meanwhile or for a row that no check foresaw, the rows are written in halves,
// until the one at fault is found: it alone is rejected.
func (im *importer) write(ctx context.Context, t round, b batch) error {
	err := im.commit(ctx, t, b)
	for range conflictRetries {
		if fault.CodeOf(err) != fault.Conflict || len(b.units) > 1 {
			break
		}
		err = im.commit(ctx, t, b)
	}
	code := fault.CodeOf(err)
	switch {
	case err == nil:
		return nil
	case code != fault.Conflict && code != fault.Internal:
		return err
	case len(b.units) == 1:
		row := b.units[0].row()
		row.refusal = &refusal{problems: []mapping.Problem{{Reason: "the database refuses the row: " + err.Error()}}}
		row.final = true
		return im.commit(ctx, t, b)
	}
	return im.halves(ctx, t, b)
}

func (im *importer) halves(ctx context.Context, t round, b batch) error {
	first, second := b, b
	half := len(b.units) / 2
	first.units, second.units = b.units[:half], b.units[half:]
	if err := im.write(ctx, t, first); err != nil {
		return err
	}
	return im.write(ctx, t, second)
}

// commit writes rows in one transaction, again and again without what spoils it, until
// that is stable. It is not cut short by the end of ctx, so that what is counted is what is
// there. The rejects stand in their file before the transaction is committed, and the
// place to go on in the transaction: a kill at any moment loses none, and doubles none.
func (im *importer) commit(ctx context.Context, t round, b batch) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), batchTime)
	defer cancel()
	for {
		var s tally
		err := im.db.Write(ctx, func(tx *neo.Tx) error {
			a := attempt{writer: im.writer, tx: tx, units: b.units, made: t.made}
			if err := a.run(ctx); err != nil {
				return err
			}
			s = im.tally(t)
			s.units(b.units)
			if err := im.rejects.write(s.lines); err != nil {
				return err
			}
			return im.save(ctx, tx, t, b, s)
		})
		if errors.Is(err, errAgain) {
			continue
		}
		if err != nil {
			return err
		}
		im.report = s.report
		im.rejects.keep()
		im.line, im.waiting = im.lineAfter(t, b), append(im.waiting, s.waiting...)
		return nil
	}
}

// save notes the place to go on, unless too many rows before it wait.
func (im *importer) save(ctx context.Context, tx *neo.Tx, t round, b batch, s tally) error {
	waiting := slices.Concat(im.waiting, s.waiting, t.rest(b))
	if len(waiting) > maxSaved {
		return nil
	}
	return savePosition(ctx, tx, im.id, position{
		Task: t.at, Line: im.lineAfter(t, b), Waiting: waiting, Files: s.report.Files,
		Problems: s.report.ProblemCount, Warnings: s.report.WarningCount, Rejects: im.rejects.end(),
	}, scalar.FormatDateTime(im.opts.Now()))
}

// lineAfter is the last dealt with line once the batch is committed; a further round over rows
// that wait counts none beyond.
func (im *importer) lineAfter(t round, b batch) int {
	if t.only != nil {
		return im.line
	}
	return b.units[len(b.units)-1].line
}

// rest are the rows that this round has still to try.
func (t round) rest(b batch) []waiter {
	last := b.units[len(b.units)-1].line
	at := slices.IndexFunc(t.only, func(w waiter) bool { return w.Line > last })
	if at < 0 {
		return nil
	}
	return t.only[at:]
}
