package ingest

import (
	"io"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/table"
)

// task is one file to read, or the rows that a mapping holds itself.
type task struct {
	name string
	// file tells that name is that of a file.
	file bool
	// open starts reading; it may be called again for another round.
	open func() (rowReader, error)
	// mean tells what a row stands for.
	interpret func(values map[string]any) mapping.Interpretation
	// doubts are told of the file before any row; skipTotals leaves out what looks like no row.
	doubts     []string
	skipTotals bool
}

// rowReader is what an import needs of a table.
type rowReader interface {
	Next() (table.Row, error)
	Notes() []string
	Progress() (read, size int64)
	Close() error
}

// fileTask reads a file of fsys. check looks at the columns before any row is read.
func fileTask(fsys fs.FS, name string, opts table.Options, check func(columns []string) error, interpret func(map[string]any) mapping.Interpretation) task {
	open := func() (rowReader, error) {
		r, err := table.Open(fsys, name, opts)
		if err != nil {
			return nil, err
		}
		if columns := r.Columns(); columns != nil {
			if err := check(columns); err != nil {
				_ = r.Close()
				return nil, err
			}
		}
		return r, nil
	}
	return task{name: name, file: true, open: open, interpret: interpret}
}

// inlineTask reads the rows that stand in the mapping.
func inlineTask(f *mapping.File) task {
	return task{
		name: f.Pattern, interpret: f.Interpret,
		open: func() (rowReader, error) { return &inlineRows{rows: f.Inline}, nil },
	}
}

type inlineRows struct{ rows []mapping.Inline }

func (r *inlineRows) Next() (table.Row, error) {
	if len(r.rows) == 0 {
		return table.Row{}, io.EOF
	}
	row := r.rows[0]
	r.rows = r.rows[1:]
	return table.Row{Line: row.Line, Values: row.Values}, nil
}

func (r *inlineRows) Notes() []string          { return nil }
func (r *inlineRows) Progress() (int64, int64) { return 0, 0 }
func (r *inlineRows) Close() error             { return nil }
