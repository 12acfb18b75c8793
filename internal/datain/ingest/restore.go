package ingest

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"slices"

	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const (
	howRows, howRestore = "export format", "export with its records"
	ignoredRecords      = "the graph holds something already: the rows are imported into it, and the export's history and statements are left out"
)

// restores tells whether an export is to be restored with the service's own records: into
// an empty graph, or into one that an earlier attempt has begun to fill.
func restores(ctx context.Context, db *neo.DB, cat *catalog.Catalog, fsys fs.FS, p plan) (bool, error) {
	id, _, err := digest(howRestore, fsys, p.files())
	if err != nil {
		return false, err
	}
	_, began, err := loadPosition(ctx, db, id)
	if err != nil || began {
		return began, err
	}
	labels := cat.EntityNames()
	for _, r := range catalog.ServiceRecords() {
		if r.Label != catalog.FeedLabel { // which a service that has been started leaves
			labels = append(labels, r.Label)
		}
	}
	for _, label := range labels {
		rows, err := db.Query(ctx, query.Statement{Text: "MATCH (n:" + query.Quote(label) + ") RETURN 1 LIMIT 1"})
		if err != nil || len(rows.Values) > 0 {
			return false, err
		}
	}
	return true, nil
}

// records are the files of the service's own records, of which an export is restored.
type records struct {
	fsys fs.FS
	// first are read before all else, last after it.
	first, last []restoring
}

// recordsOf finds the files. The counter of the feed's positions comes first, so that what
// others write meanwhile gets later ones; the changes come last, since whoever follows them
// reads what they tell of.
func recordsOf(cat *catalog.Catalog, fsys fs.FS) (*records, error) {
	var order []restoring
	for _, r := range catalog.ServiceRecords() {
		order = append(order, recordRestoring(r))
	}
	changes := len(order) - 1
	for _, typ := range catalog.ServiceLinks() {
		order = slices.Insert(order, changes, linkRestoring(cat, typ))
	}
	labels := make([]string, len(order))
	for i, r := range order {
		labels[i] = r.label
	}
	found, err := names(fsys, graphfile.ServiceDir, labels, "record of the service")
	if err != nil {
		return nil, err
	}
	order = slices.DeleteFunc(order, func(r restoring) bool { return !slices.Contains(found, r.label) })
	known := &records{fsys: fsys, last: order}
	if len(order) > 0 && order[0].label == catalog.FeedLabel {
		known.first, known.last = order[:1], order[1:]
	}
	return known, nil
}

// restore writes the records of some files. It starts over when an earlier attempt was
// cut short: a record is found by its id, and written as it is.
func (im *importer) restore(ctx context.Context, files []restoring) error {
	for _, r := range files {
		im.report.Files = append(im.report.Files, FileReport{File: graphfile.RecordFile(r.label)})
		if err := im.restoreFile(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func (im *importer) restoreFile(ctx context.Context, r restoring) (err error) {
	rows, err := table.Open(im.records.fsys, graphfile.RecordFile(r.label), exportFormat{exported: true}.table())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var records []any
	size := 0
	for {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return im.restoreBatch(ctx, r, records)
		}
		if err != nil {
			return err
		}
		one, err := r.row(row)
		if err != nil {
			return fault.New(fault.BadUserInput, "%s:%d: %s", graphfile.RecordFile(r.label), row.Line, err)
		}
		records, size = append(records, one), size+len(row.Raw)
		if len(records) < im.opts.BatchSize && size < batchBytes {
			continue
		}
		if err := im.restoreBatch(ctx, r, records); err != nil {
			return err
		}
		records, size = nil, 0
	}
}

func (im *importer) restoreBatch(ctx context.Context, r restoring, records []any) error {
	if len(records) == 0 {
		return nil
	}
	err := im.db.Write(ctx, func(tx *neo.Tx) error { return r.write(ctx, tx, records) })
	if err != nil {
		return err
	}
	c := Counts{Rows: len(records), Written: len(records), Records: len(records)}
	im.report.plus(c)
	im.report.Files[len(im.report.Files)-1].plus(c)
	if im.opts.Progress != nil {
		im.opts.Progress(im.progress(round{task: task{name: graphfile.RecordFile(r.label)}}, batch{}))
	}
	return nil
}
