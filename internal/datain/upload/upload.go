package upload

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const (
	// maxFiles bounds the files of one upload.
	maxFiles = 50
	// maxName bounds a file's name, in bytes.
	maxName = 200
)

// Upload is a set of files that belong together.
type Upload struct {
	ID    string
	store *Store
}

// File is one uploaded file.
type File struct {
	Name  string `json:"name"`
	Bytes int64  `json:"bytes"`
}

func (u *Upload) dir() string   { return filepath.Join(u.store.root, u.ID) }
func (u *Upload) files() string { return filepath.Join(u.dir(), "files") }

// Dir is the directory of what belongs to the upload beside its files, such as rejects.
func (u *Upload) Dir() string { return u.dir() }

// Sent is when the files were sent, in milliseconds; 0 where that is not known.
func (u *Upload) Sent() int64 {
	info, err := os.Stat(u.files())
	if err != nil {
		return 0
	}
	return info.ModTime().UnixMilli()
}

// FS holds the files by name; close it after use. Links cannot point outside it.
func (u *Upload) FS() (fs.FS, io.Closer, error) {
	root, err := os.OpenRoot(u.files())
	if err != nil {
		return nil, nil, cannotKeep(err)
	}
	return root.FS(), root, nil
}

// List returns the files in the order of their names.
func (u *Upload) List() ([]File, error) {
	entries, err := os.ReadDir(u.files())
	if err != nil {
		return nil, cannotKeep(err)
	}
	list := make([]File, 0, len(entries))
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			return nil, cannotKeep(err)
		}
		list = append(list, File{Name: entry.Name(), Bytes: info.Size()})
	}
	return list, nil
}

// Add takes a file in, whole or not at all. left is how many bytes it may have.
func (u *Upload) add(name string, in io.Reader, left int64) (int64, error) {
	clean, err := cleanName(name)
	if err != nil {
		return 0, err
	}
	out, err := os.OpenFile(filepath.Join(u.files(), clean), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return 0, fault.New(fault.BadUserInput, "two files are named %q; give them different names", clean)
	}
	if err != nil {
		return 0, cannotKeep(err)
	}
	n, err := io.Copy(diskWriter{out, u.store}, io.LimitReader(in, left+1))
	if err = errors.Join(err, out.Close()); err != nil {
		return n, err
	}
	if n > left {
		return n, u.store.tooLarge()
	}
	return n, nil
}

// diskWriter writes what there is room for, and tells failures of the disk from those of the
// sender. The file is no embedded one: io.Copy would write to it past Write.
type diskWriter struct {
	file  *os.File
	store *Store
}

func (w diskWriter) Write(p []byte) (int, error) {
	if err := w.store.reserve(int64(len(p))); err != nil {
		return 0, err
	}
	n, err := w.file.Write(p)
	if err != nil {
		err = cannotKeep(err)
	}
	return n, err
}

// Discard removes the upload.
func (u *Upload) Discard() error {
	if err := os.RemoveAll(u.dir()); err != nil {
		return cannotKeep(err)
	}
	return u.store.usage.count(u.store.root)
}

// cleanName is the last part of the name that a browser sent, which may be a path of
// another system.
func cleanName(name string) (string, error) {
	name = norm.NFC.String(path.Base(strings.ReplaceAll(name, `\`, "/")))
	bad := strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) })
	if !utf8.ValidString(name) || bad || strings.HasPrefix(name, ".") || name == "/" || !filepath.IsLocal(name) || len(name) > maxName {
		return "", fault.New(fault.BadUserInput, "%.60q is no name for a file: use at most %d bytes of letters and digits, and an extension such as .csv", name, maxName)
	}
	return name, nil
}
