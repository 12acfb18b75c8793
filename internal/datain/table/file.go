package table

import (
	"errors"
	"io"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// file counts what is read of an open file.
type file struct {
	fs.File
	size int64
	read int64
}

// openFile opens a regular file. It looks before it opens: opening a pipe would wait for
// a writer, a device would never end.
func openFile(fsys fs.FS, name string) (*file, error) {
	if !fs.ValidPath(name) {
		return nil, refuse("%q is no path inside the directory: write it with / and without . and ..", name)
	}
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.NotFound, "there is no file %s", name)
	case err != nil:
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot open %s", name)
	case info.IsDir():
		return nil, refuse("%s is a directory; name a file in it", name)
	case !info.Mode().IsRegular():
		return nil, refuse("%s is no ordinary file", name)
	}
	in, err := fsys.Open(name)
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot open %s", name)
	}
	return &file{File: in, size: info.Size()}, nil
}

func (f *file) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.read += int64(n)
	return n, err
}

// Progress returns the bytes read so far and the size.
func (f *file) Progress() (read, size int64) { return f.read, max(f.size, f.read) }

// Close closes the file once; a second call does nothing.
func (f *file) Close() error {
	if err := f.File.Close(); err != nil && !errors.Is(err, fs.ErrClosed) && !errors.Is(err, io.ErrClosedPipe) {
		return fault.Wrap(fault.Internal, err, "cannot close the file")
	}
	return nil
}
