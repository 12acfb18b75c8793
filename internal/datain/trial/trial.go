package trial

import (
	"errors"
	"io"
	"io/fs"
	"slices"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// File is what a mapping makes of the beginning of one file.
type File struct {
	Name string
	// Rows are those that were read; Skipped and Rejected are some of them.
	Rows, Skipped, Rejected int
	// More tells that the file goes on.
	More bool
	// Nodes and Links count what the rows stand for, by entity and relationship type.
	Nodes, Links map[string]int
	// Problems say why rows are rejected, and what of others is left out.
	Problems []Problem
	// Notes say what was assumed about the file.
	Notes []string
	// Lacking counts the nodes without a field that a new node must have, by entity and
	// field: only the graph knows whether they are new.
	Lacking map[Required]int
}

// Required is a field that a new node of an entity must have.
type Required struct{ Entity, Field string }

// Problem is what is wrong with one value of a line.
type Problem struct {
	Line int
	// Lost tells that the row goes on without the value.
	Lost bool
	mapping.Problem
}

// Run reads at most limit rows of each file that m names. A file that is not there, or
// that lacks a column, is an error; a bad row is not.
func Run(fsys fs.FS, m *mapping.Mapping, limit int) ([]File, error) {
	var out []File
	var failed []error
	met := &known{nodes: map[key]*place{}}
	for i := range m.Files {
		f := &m.Files[i]
		if f.Inline != nil {
			out = append(out, inline(f, met))
			continue
		}
		names, err := fs.Glob(fsys, f.Pattern)
		if err == nil && len(names) == 0 {
			err = fault.New(fault.BadUserInput, "the mapping reads %s, which is not there", f.Pattern)
		}
		failed = append(failed, err)
		slices.Sort(names)
		for _, name := range names {
			tried, err := try(fsys, f, name, limit, met)
			out, failed = append(out, tried), append(failed, err)
		}
	}
	return out, errors.Join(failed...)
}

func inline(f *mapping.File, met *known) File {
	out := newFile(f.Pattern)
	for _, r := range f.Inline {
		out.take(r.Line, meaning(f, met, f.Pattern, r.Line, r.Values))
	}
	out.Notes = append(out.Notes, met.notes(f.Pattern)...)
	return out
}

func try(fsys fs.FS, f *mapping.File, name string, limit int, met *known) (out File, err error) {
	out = newFile(name)
	in, err := table.Open(fsys, name, table.Options{
		Kind: table.Kind(f.Format.Kind), Encoding: f.Format.Encoding, Delimiter: f.Format.Delimiter, Sheet: f.Format.Sheet, HeaderRow: f.Format.HeaderRow,
		FillDown: f.FillDown,
	})
	if err != nil {
		return out, err
	}
	defer in.Close()
	var asides table.Asides
	defer func() {
		out.Notes = slices.Concat(in.Notes(), f.Doubts(), out.Notes, asides.Notes(f.SkipTotals), met.notes(name))
	}()
	if header := in.Columns(); header != nil {
		if err := f.CheckColumns(header); err != nil {
			return out, err
		}
	}
	for {
		r, err := in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return out, err
		case out.Rows == limit:
			out.More = true
			return out, nil
		case r.Problem != "":
			out.take(r.Line, mapping.Interpretation{Problems: []mapping.Problem{{Reason: r.Problem}}})
		case r.Aside != "" && f.SkipTotals:
			asides.Take(r)
			out.take(r.Line, mapping.Interpretation{Skipped: true})
		default:
			asides.Take(r)
			out.take(r.Line, meaning(f, met, name, r.Line, r.Values))
		}
	}
}

func newFile(name string) File {
	return File{Name: name, Nodes: map[string]int{}, Links: map[string]int{}, Lacking: map[Required]int{}}
}

func (f *File) lacks(n *mapping.Node) {
	for _, field := range n.Entity.Fields {
		if field.NonNull && !field.System && field.Kind != catalog.Boolean && n.Row.Values[field.Name] == nil {
			f.Lacking[Required{n.Entity.Name, field.Name}]++
		}
	}
}

// take counts what one row stands for.
func (f *File) take(line int, m mapping.Interpretation) {
	f.Rows++
	switch {
	case len(m.Problems) > 0:
		f.Rejected++
	case m.Skipped:
		f.Skipped++
	}
	for i := range m.Nodes {
		f.Nodes[m.Nodes[i].Entity.Name]++
		f.lacks(&m.Nodes[i])
	}
	for _, l := range m.Links {
		f.Links[l.Type]++
	}
	for _, p := range m.Problems {
		f.Problems = append(f.Problems, Problem{line, false, p})
	}
	for _, note := range m.Notes {
		if !slices.Contains(f.Notes, note) {
			f.Notes = append(f.Notes, note)
		}
	}
	for _, p := range m.Lost {
		f.Problems = append(f.Problems, Problem{line, true, p})
	}
}
