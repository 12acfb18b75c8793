package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// digest stands for what is imported: how the files are read, their names and contents. It
// returns the size of each file too.
func digest(how string, fsys fs.FS, names []string) (string, map[string]int64, error) {
	h := sha256.New()
	sizes := map[string]int64{}
	_, _ = io.WriteString(h, how) // a hash takes everything
	for _, name := range names {
		_, _ = io.WriteString(h, "\x00"+name+"\x00")
		n, err := hashFile(h, fsys, name)
		if err != nil {
			return "", nil, fault.Wrap(fault.BadUserInput, err, "cannot read %s", name)
		}
		sizes[name] = n
	}
	return hex.EncodeToString(h.Sum(nil)), sizes, nil
}

func hashFile(h io.Writer, fsys fs.FS, name string) (n int64, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.Copy(h, f)
}
