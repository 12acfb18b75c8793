package ingest

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// dryTime bounds the one transaction of a dry run.
const dryTime = 10 * time.Minute

// errUndo ends the transaction of a dry run.
var errUndo = errors.New("a dry run writes nothing")

// dry tells what an import would do. It works in one transaction, which is undone, so it
// reads a bounded number of rows and says where it stopped.
func (im *importer) dry(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, dryTime)
	defer cancel()
	files, err := im.gather(ctx)
	if err != nil {
		return err
	}
	if err := im.rejects.begin(0); err != nil {
		return err
	}
	for {
		var s tally
		err := im.db.Write(ctx, func(tx *neo.Tx) (err error) {
			s, err = im.rehearse(ctx, tx, files)
			return firstOf(err, errUndo)
		})
		switch {
		case errors.Is(err, errAgain):
			continue
		case !errors.Is(err, errUndo):
			return err
		}
		im.report = s.report
		return im.rejects.write(s.lines)
	}
}

// gather reads rows of file after file, up to the bound.
func (im *importer) gather(ctx context.Context) ([][]*unit, error) {
	var files [][]*unit
	left := im.opts.DryRunRows
	for _, t := range im.tasks {
		if left == 0 {
			im.report.Stopped = firstPlace(im.report.Stopped, Place{File: t.name})
			break
		}
		units, err := im.rowsOf(ctx, t, left)
		if err != nil {
			return nil, err
		}
		files = append(files, units)
		left -= len(units)
	}
	return files, nil
}

func (im *importer) rowsOf(ctx context.Context, t task, limit int) (units []*unit, err error) {
	rows, err := t.open()
	if err != nil {
		return nil, err
	}
	defer func() {
		im.note(round{task: t}, rows.Notes())
		err = errors.Join(err, rows.Close())
	}()
	for ctx.Err() == nil {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return units, nil
		}
		if err != nil {
			return nil, fault.New(fault.CodeOf(err), "cannot read %s to its end: %s", t.name, err)
		}
		if len(units) == limit {
			im.report.Stopped = &Place{File: t.name, Line: units[limit-1].line}
			return units, nil
		}
		units = append(units, newUnit(row.Line, row.Raw, meaningOf(t, row)))
	}
	return nil, ctx.Err()
}

// rehearse does what an import would do, a file at a time.
func (im *importer) rehearse(ctx context.Context, tx *neo.Tx, files [][]*unit) (tally, error) {
	s := im.tally(round{})
	for i, units := range files {
		a := attempt{writer: im.writer, tx: tx, units: units, dry: true}
		if err := a.run(ctx); err != nil {
			return s, err
		}
		s.file = im.tasks[i].name
		s.report.Files = append(s.report.Files, FileReport{File: s.file})
		s.units(units)
	}
	return s, nil
}

func firstPlace(p *Place, next Place) *Place {
	if p != nil {
		return p
	}
	return &next
}
