package ingest

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/neo"
	"github.com/clustergraph/clustergraph/internal/table"
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
	labels := append(entityNames(cat), catalog.ChangeLabel, catalog.StatementLabel)
	for _, label := range labels {
		rows, err := db.Read(ctx, neo.Statement{Text: "MATCH (n:`" + label + "`) RETURN 1 LIMIT 1"})
		if err != nil || len(rows) > 0 {
			return false, err
		}
	}
	return true, nil
}

// records are the files of the service's own records, of which an export is restored.
type records struct {
	fsys fs.FS
	// first are read before all else, last after it.
	first, last []string
}

// recordsOf finds the files. The counter of the feed's positions comes first, so that what
// others write meanwhile gets later ones; the changes come last, since whoever follows them
// reads what they tell of.
func recordsOf(fsys fs.FS) (*records, error) {
	r := &records{fsys: fsys}
	known, err := names(fsys, serviceDir, catalog.ServiceRecords(), "record of the service")
	if err != nil {
		return nil, err
	}
	for _, label := range catalog.ServiceRecords() {
		for _, name := range known {
			switch {
			case name != label:
			case label == catalog.FeedLabel:
				r.first = append(r.first, label)
			default:
				r.last = append(r.last, label)
			}
		}
	}
	return r, nil
}

func recordFile(label string) string { return path.Join(serviceDir, label+extension) }

// restore writes the records with these labels. It starts over when an earlier attempt was
// cut short: a record is found by its id, and written as it is.
func (im *importer) restore(ctx context.Context, labels []string) error {
	for _, label := range labels {
		im.report.Files = append(im.report.Files, FileReport{File: recordFile(label)})
		if err := im.restoreFile(ctx, label); err != nil {
			return err
		}
	}
	return nil
}

func (im *importer) restoreFile(ctx context.Context, label string) (err error) {
	rows, err := table.Open(im.records.fsys, recordFile(label), own{exported: true}.table())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var records []any
	size := 0
	for {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return im.restoreBatch(ctx, label, records)
		}
		if err != nil {
			return err
		}
		properties, err := recordOfRow(row)
		if err != nil {
			return fault.New(fault.BadUserInput, "%s:%d: %s", recordFile(label), row.Line, err)
		}
		records, size = append(records, properties), size+len(row.Raw)
		if len(records) < im.opts.BatchSize && size < batchBytes {
			continue
		}
		if err := im.restoreBatch(ctx, label, records); err != nil {
			return err
		}
		records, size = nil, 0
	}
}

func recordOfRow(row table.Row) (map[string]any, error) {
	if row.Problem != "" {
		return nil, fault.New(fault.BadUserInput, "%s", row.Problem)
	}
	return recordOf(row.Values)
}

func (im *importer) restoreBatch(ctx context.Context, label string, records []any) error {
	if len(records) == 0 {
		return nil
	}
	err := im.db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Run(ctx, neo.Statement{
			Text:   "UNWIND $rows AS row MERGE (n:" + label + " {id: row.id}) SET n = row",
			Params: map[string]any{"rows": records},
		})
		return err
	})
	if err != nil {
		return err
	}
	c := Counts{Rows: len(records), Written: len(records), Records: len(records)}
	im.report.plus(c)
	im.report.Files[len(im.report.Files)-1].plus(c)
	if im.opts.Progress != nil {
		im.opts.Progress(im.progress(turn{task: task{name: recordFile(label)}}, batch{}))
	}
	return nil
}
