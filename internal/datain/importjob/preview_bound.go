package importjob

import (
	"context"
	"io"
	"io/fs"
	"sync/atomic"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// previewBytes bounds what one preview reads of the files of an upload. Of a text it needs the
// beginning, of a workbook, whose sheets lie compressed, nearly all.
const previewBytes = 64 << 20

// previewTime bounds how long it reads them, within the time of its request.
const previewTime = 5 * time.Second

// bounded are files that can be read until a request ends, or as much was read as one may.
type bounded struct {
	fs.FS
	ctx   context.Context // of the request; the files are read within it
	until time.Time
	left  *atomic.Int64
}

func newBounded(ctx context.Context, files fs.FS, most int64, atMost time.Duration) bounded {
	b := bounded{FS: files, ctx: ctx, until: time.Now().Add(atMost), left: new(atomic.Int64)}
	b.left.Store(most)
	return b
}

// Open opens a file.
func (b bounded) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return boundedFile{f, b}, nil
}

// Stat describes a file.
func (b bounded) Stat(name string) (fs.FileInfo, error) { return fs.Stat(b.FS, name) }

type boundedFile struct {
	fs.File
	bounds bounded
}

// Read reads on.
func (f boundedFile) Read(p []byte) (int, error) {
	if err := f.bounds.check(); err != nil {
		return 0, err
	}
	n, err := f.File.Read(p)
	f.bounds.left.Add(-int64(n))
	return n, err
}

// ReadAt reads somewhere, as archives are read.
func (f boundedFile) ReadAt(p []byte, off int64) (int, error) {
	if err := f.bounds.check(); err != nil {
		return 0, err
	}
	at, is := f.File.(io.ReaderAt)
	if !is {
		return 0, &fs.PathError{Op: "read", Path: "the file", Err: fs.ErrInvalid}
	}
	n, err := at.ReadAt(p, off)
	f.bounds.left.Add(-int64(n))
	return n, err
}

// Seek goes to a place in the file.
func (f boundedFile) Seek(offset int64, whence int) (int64, error) {
	s, is := f.File.(io.Seeker)
	if !is {
		return 0, &fs.PathError{Op: "seek", Path: "the file", Err: fs.ErrInvalid}
	}
	return s.Seek(offset, whence)
}

func (b bounded) check() error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if b.left.Load() > 0 && time.Now().Before(b.until) {
		return nil
	}
	return fault.New(fault.BadUserInput, "a preview reads at most %d MiB of an upload, and for %s at most; "+
		"upload the beginning of the file alone, or write the mapping with clustergraph mapping guess; an import reads all of it", previewBytes>>20, previewTime)
}
