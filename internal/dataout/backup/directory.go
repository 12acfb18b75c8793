package backup

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// directory is one that an export writes. It has another name until it is whole, so that
// what is left of an export that was killed is not taken for one. Only its owner can read
// it: what is masked to readers of the graph stands there in the clear.
type directory struct{ path, part string }

// newDirectory makes a directory beside the one at path, which must be new or empty: files
// of an older export must not mix with this one's.
func newDirectory(path string) (*directory, error) {
	entries, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot read the directory %s", path)
	case len(entries) > 0:
		return nil, fault.New(fault.BadUserInput, "%s is not empty; export to a new directory", path)
	}
	parent, base := filepath.Split(filepath.Clean(path))
	parent = filepath.Clean(parent)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot make the directory %s", parent)
	}
	part, err := os.MkdirTemp(parent, base+".part-")
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot make a directory in %s", parent)
	}
	return &directory{path: path, part: part}, nil
}

// discard removes what was written so far; after finish there is nothing to remove.
func (d *directory) discard() { _ = os.RemoveAll(d.part) }

// finish gives the directory its name.
func (d *directory) finish() error {
	// An empty directory gives way; one that was filled meanwhile stays, and is an error.
	if err := os.Remove(d.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap(fault.BadUserInput, err, "cannot replace %s; export to a new directory", d.path)
	}
	if err := os.Rename(d.part, d.path); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write %s", d.path)
	}
	return nil
}

// page reads the next lines; none ends it.
type page func() (lines [][]byte, err error)

// write writes a file of the lines that next gives, if there are any.
func (d *directory) write(name string, next page) (f graphfile.File, err error) {
	f.Name = name
	lines, err := next()
	if err != nil || len(lines) == 0 {
		return f, err
	}
	path := filepath.Join(d.part, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return f, cannotWrite(err, name)
	}
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return f, cannotWrite(err, name)
	}
	defer out.Close()
	w := bufio.NewWriterSize(out, 1<<16)
	for len(lines) > 0 {
		for _, line := range lines {
			f.Lines, f.Bytes = f.Lines+1, f.Bytes+int64(len(line))
			if _, err := w.Write(line); err != nil {
				return f, cannotWrite(err, name)
			}
		}
		if lines, err = next(); err != nil {
			return f, err
		}
	}
	for _, step := range []func() error{w.Flush, out.Sync, out.Close} {
		if err := step(); err != nil {
			return f, cannotWrite(err, name)
		}
	}
	return f, nil
}

func cannotWrite(err error, name string) error {
	return fault.Wrap(fault.BadUserInput, err, "cannot write %s; is the disk full", name)
}
