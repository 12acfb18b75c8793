package trial

import (
	"errors"
	"io"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/table"
)

// Part is the beginning of a table: of a file, or of a sheet of a workbook.
type Part struct {
	mapping.Sample
	// Notes say what was assumed about it.
	Notes []string
	// Err says why it cannot be read.
	Err error
}

// Where names a table of a file; the zero value means every visible sheet of a workbook, and
// the header that is found there.
type Where struct {
	Sheet     string
	HeaderRow int
}

// Parts reads the columns of a file's tables and at most limit rows of each; rows that cannot
// be read are left out.
func Parts(fsys fs.FS, name string, at Where, limit int) []Part {
	sheets := []string{at.Sheet}
	if at.Sheet == "" {
		if all, err := table.Sheets(fsys, name); err == nil && len(all) > 1 {
			sheets = all
		}
	}
	parts := make([]Part, len(sheets))
	for i, sheet := range sheets {
		parts[i] = part(fsys, name, Where{sheet, at.HeaderRow}, limit)
	}
	return parts
}

func part(fsys fs.FS, name string, at Where, limit int) (p Part) {
	p.Sample = mapping.Sample{File: name, Sheet: at.Sheet, HeaderRow: at.HeaderRow}
	in, err := table.Open(fsys, name, table.Options{Sheet: at.Sheet, HeaderRow: at.HeaderRow})
	if err != nil {
		p.Err = err
		return p
	}
	defer in.Close()
	p.Columns, p.Unit = in.Columns(), in.Unit()
	for len(p.Rows) < limit {
		r, err := in.Next()
		if err != nil && !errors.Is(err, io.EOF) {
			p.Err = err
		}
		if err != nil {
			break
		}
		if r.Values != nil {
			p.Rows = append(p.Rows, r.Values)
		}
	}
	p.Notes = in.Notes()
	return p
}
