package trial

import (
	"errors"
	"io"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/table"
)

// Sample reads the columns of a file and at most limit of its rows. Rows that cannot be
// read are left out. The notes say what was assumed about the file.
func Sample(fsys fs.FS, name string, limit int) (s mapping.Sample, notes []string, err error) {
	in, err := table.Open(fsys, name, table.Options{})
	if err != nil {
		return s, nil, err
	}
	defer in.Close()
	s = mapping.Sample{File: name, Columns: in.Columns()}
	for len(s.Rows) < limit {
		r, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return s, in.Notes(), err
		}
		if r.Values != nil {
			s.Rows = append(s.Rows, r.Values)
		}
	}
	return s, in.Notes(), nil
}
