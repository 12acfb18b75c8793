package importjob

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// ForgetFiles removes the uploads that name somebody, and takes them out of the rejects of
// the others. It returns how many uploads it removed.
func ForgetFiles(store *upload.Store, names func(text string) bool) (int, error) {
	uploads, err := store.All()
	removed := 0
	for _, up := range uploads {
		found, scanErr := uploadNames(up, names)
		switch {
		case scanErr != nil:
			err = errors.Join(err, scanErr)
		case found:
			removed++
			err = errors.Join(err, up.Discard())
		default:
			err = errors.Join(err, forgetRejects(up, names))
		}
	}
	return removed, err
}

// Forget removes what uploads hold on this machine of somebody who was erased, once that is
// committed: files are no part of a transaction. Where it fails, or the service dies, Resume goes
// on.
func (r *Runner) Forget(ctx context.Context, erased *people.Erasure) error {
	if !erased.Waits(r.Place()) {
		return nil
	}
	return FinishErasure(context.WithoutCancel(ctx), r.db, r.store, erased)
}

// FinishErasure looks through the uploads of a store for somebody who was erased, and notes that
// this is done.
func FinishErasure(ctx context.Context, db *neo.DB, store *upload.Store, erased *people.Erasure) error {
	removed, err := ForgetFiles(store, erased.Names())
	erased.Uploads += removed
	if err != nil {
		return fault.Wrap(fault.Internal, err, "the person is erased from the graph, but files of uploads that name them are left; the service goes on removing them")
	}
	if err := erased.Done(ctx, db); err != nil {
		return err
	}
	return erased.ForgetLogs(ctx, db)
}

// uploadNames tells whether a cell, or the name, of a file of the upload names somebody. A
// file that is no table is searched as it is.
func uploadNames(up *upload.Upload, names func(text string) bool) (bool, error) {
	list, err := up.List()
	if err != nil {
		return false, err
	}
	files, closer, err := up.FS()
	if err != nil {
		return false, err
	}
	defer closer.Close()
	for _, f := range list {
		if names(f.Name) || tableNames(files, f.Name, names) || fileNames(files, f.Name, names) {
			return true, nil
		}
	}
	return false, nil
}

// tableNames looks at the cells as far as the file can be read.
func tableNames(files fs.FS, name string, names func(text string) bool) bool {
	in, err := table.Open(files, name, table.Options{})
	if err != nil {
		return false
	}
	defer in.Close()
	for _, column := range in.Columns() {
		if names(column) {
			return true
		}
	}
	for {
		r, err := in.Next()
		if err != nil {
			return false
		}
		if names(r.Raw) {
			return true
		}
		for _, v := range r.Values {
			if valueNames(v, names) {
				return true
			}
		}
	}
}

func valueNames(v any, names func(text string) bool) bool {
	switch v := v.(type) {
	case string:
		return names(v)
	case json.Number:
		return names(v.String())
	case []any:
		for _, item := range v {
			if valueNames(item, names) {
				return true
			}
		}
	case map[string]any:
		for key, item := range v {
			if names(key) || valueNames(item, names) {
				return true
			}
		}
	}
	return false
}
