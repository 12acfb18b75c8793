package importjob

import (
	"errors"
	"io"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/people"
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
// committed: files are no part of a transaction.
func (r *Runner) Forget(erased *people.Erasure) (err error) {
	if erased.Uploads, err = ForgetFiles(r.store, erased.Names); err != nil {
		return fault.Wrap(fault.Internal, err, "the person is erased from the graph, but files of uploads that name them are left")
	}
	return nil
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
		if names(f.Name) || tableNames(files, f.Name, names) || rawNames(files, f.Name, names) {
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

// rawNames looks at the lines of a text, also of what a table leaves out, such as a row that
// is broken.
func rawNames(files fs.FS, name string, names func(text string) bool) bool {
	const chunk, overlap = 1 << 20, 1 << 10
	in, err := files.Open(name)
	if err != nil {
		return false
	}
	defer in.Close()
	buffer := make([]byte, 0, chunk+overlap)
	for {
		n, err := io.ReadFull(in, buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		if names(string(buffer)) {
			return true
		}
		if err != nil {
			return false
		}
		buffer = buffer[:copy(buffer, buffer[len(buffer)-overlap:])]
	}
}
