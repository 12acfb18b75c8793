package table

import (
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Row is one record of a file.
type Row struct {
	// Line is where the record starts, from 1: a line of the file, for Excel the sheet's row.
	Line int
	// Values holds the cells by column. Cells of CSV and Excel are strings, "" when empty, or
	// Unreadable, and every column is there. Those of JSON Lines are decoded JSON: string, json.Number, bool,
	// []any, map[string]any or nil.
	Values map[string]any
	// Problem says why the record cannot be read and what to do; Values is nil then. The
	// next record can be read all the same.
	Problem string
	// Aside tells that the row looks like no row of the table, but like a line of totals, a remark
	// or the head once more: how it begins.
	Aside string
	// Raw is the record's text, at most MaxRecord bytes: the whole of a record that can be
	// read, the beginning of another.
	Raw string
}

// Reader reads a file row by row. It is not safe for several goroutines at once.
type Reader interface {
	// Columns returns the column names in the order of the file, nil for JSON Lines.
	Columns() []string
	// Next returns the next row. The error is io.EOF after the last; any other ends the file.
	Next() (Row, error)
	// Notes says what was assumed about the file: its encoding, delimiter, sheet. All that
	// there is to say is known after the last row.
	Notes() []string
	// Unit is that of amounts of money which a line above the header names, such as 万元; empty without one.
	Unit() string
	// Progress returns how many bytes of how many have been read; a sheet's are those of its XML.
	Progress() (read, size int64)
	// Close frees the file. It may be called twice.
	Close() error
}

// Options say what a file is when guessing is not good enough; the zero value guesses.
type Options struct {
	// Kind is the format; empty stands for the one of the name's extension.
	Kind Kind
	// Encoding of a text file: utf-8, gb18030 (also gbk, gb2312), utf-16, utf-16le, utf-16be.
	Encoding string
	// Delimiter between the cells of CSV; 0 stands for comma, semicolon or tab, whichever
	// the header has most of.
	Delimiter rune
	// Sheet of an Excel file; empty stands for the first that is visible.
	Sheet string
	// HeaderRow is the line or sheet row that holds the column names; 0 stands for the first
	// that is not empty and no title. What is above it is not read.
	HeaderRow int
	// FillDown are columns in which an empty or merged cell has the value of the row above.
	FillDown []string
	// MaxRecord bounds a line of JSON Lines, in bytes; 0 stands for the constant MaxRecord.
	MaxRecord int
}

// Open opens a file of fsys, which keeps the name inside its directory: give it the FS of an
// os.Root where links could point outside. A file that cannot be a table at all is an error
// here; a bad row is that row's Problem.
func Open(fsys fs.FS, name string, opts Options) (Reader, error) {
	kind, err := kindOf(name, opts.Kind)
	if err != nil {
		return nil, err
	}
	in, err := openFile(fsys, name)
	if err != nil {
		return nil, err
	}
	var r Reader
	switch kind {
	case CSV:
		r, err = openCSV(in, opts)
	case JSONLines:
		r, err = openJSONLines(in, opts)
	default:
		r, err = openExcel(in, opts)
	}
	if err != nil {
		_ = in.Close()
		return nil, named(name, err)
	}
	if len(opts.FillDown) > 0 {
		r = &filling{r, opts.FillDown, map[string]any{}}
	}
	return r, nil
}

// named puts the file's name before the message.
func named(name string, err error) error {
	return fault.New(fault.CodeOf(err), "cannot read %s: %s", name, err)
}

func refuse(format string, args ...any) error {
	return fault.New(fault.BadUserInput, format, args...)
}

// Sheets are the visible sheets of an Excel file, nil for other files.
func Sheets(fsys fs.FS, name string) ([]string, error) {
	kind, err := kindOf(name, "")
	if err != nil || kind != Excel {
		return nil, err
	}
	in, err := openFile(fsys, name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	book, err := openWorkbook(in)
	if err != nil {
		return nil, named(name, err)
	}
	var names []string
	for _, s := range book.sheets {
		if !s.hidden {
			names = append(names, s.name)
		}
	}
	return names, nil
}
