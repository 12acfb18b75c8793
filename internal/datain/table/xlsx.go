package table

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
)

// excel reads a sheet of an Excel file. Rows without any value are passed over, before the
// header, between the rows and after them. The stored results of formulas are taken.
type excel struct {
	*file
	book   *workbook
	part   *part
	rows   sheetRows
	cover  cover
	header header
	notes  []string
	ahead  ahead[sheetRow]
}

func openExcel(in *file, opts Options) (_ Reader, err error) {
	book, err := openWorkbook(in)
	if err != nil {
		return nil, err
	}
	sheet, notes, err := book.sheet(opts.Sheet)
	if err != nil {
		return nil, err
	}
	x := &excel{file: in, book: book, notes: notes}
	defer func() {
		if err != nil {
			_ = x.Close()
		}
	}()
	if err := x.openSheet(sheet.part); err != nil {
		return nil, err
	}
	return x, x.readHeader(opts.HeaderRow)
}

// openSheet reads the shared texts and the merged areas, and goes to the sheet's beginning.
func (x *excel) openSheet(name string) error {
	if err := x.book.shared.load(x.book.archive); err != nil {
		return err
	}
	once, err := x.sheetPart(name)
	if err != nil {
		return err
	}
	defer once.Close()
	if x.cover.areas, err = mergedAreas(once, name); err != nil {
		return err
	}
	if x.part, err = x.sheetPart(name); err != nil {
		return err
	}
	x.rows = sheetRows{book: x.book, name: name, in: newTokens(x.part)}
	return nil
}

func (x *excel) sheetPart(name string) (*part, error) {
	p, err := x.book.open(name)
	if err == nil && p == nil {
		return nil, refuse("the file is damaged: the sheet's part %q is missing", name)
	}
	return p, err
}

// Columns returns the names of the header.
func (x *excel) Columns() []string { return x.header.columns() }

// Notes says which sheet is read.
func (x *excel) Notes() []string { return x.notes }

// Unit is what a row above the header names.
func (x *excel) Unit() string { return x.header.unit }

// Progress counts the sheet's XML, since the archive is not read from front to back.
func (x *excel) Progress() (read, size int64) { return x.part.read, x.part.size }

// Next reads the next row that holds anything.
func (x *excel) Next() (Row, error) {
	for {
		row, err := x.next()
		if err != nil {
			return Row{}, err
		}
		if row.problem == "" && x.header.blank(row.cells, row.faults) {
			continue
		}
		return x.row(row), nil
	}
}

func (x *excel) row(row sheetRow) Row {
	if problem := cmp.Or(row.problem, x.header.title(row.cells)); problem != "" {
		return Row{Line: row.number, Problem: problem, Raw: excerpt([]byte(row.raw()))}
	}
	x.hidden(&row)
	x.notes = append(x.notes, x.header.beside(row.cells, row.number)...)
	values := x.header.values(row.cells, row.faults)
	for _, col := range row.serials {
		if col < len(x.header.names) && x.header.names[col] != "" {
			values[x.header.names[col]] = Number1904(row.cells[col])
		}
	}
	return Row{Line: row.number, Values: values, Raw: row.raw(), Aside: asideOf(x.header.names, row.cells)}
}

// hidden tells of cells under a merged one: they look as if they had that one's value, but
// have none.
func (x *excel) hidden(row *sheetRow) {
	covered := x.cover.row(row.number)
	for col, name := range x.header.names {
		a, is := covered(col)
		if !is || name == "" {
			continue
		}
		advice := "unmerge them and fill in each row"
		down := col == a.left // what stands above it is the merged cell
		if down {
			advice += ", or name the column in fillDown"
		}
		row.fault(col, "", fmt.Sprintf("is part of the merged cells %s; %s", a.name, advice))
		u := row.faults[col]
		u.Merged = down
		row.faults[col] = u
	}
}

// Close frees the file and removes its temporary copy of the shared texts.
func (x *excel) Close() error {
	err := x.book.shared.close()
	if x.part != nil {
		err = errors.Join(err, x.part.Close())
		x.part = &part{ReadCloser: io.NopCloser(strings.NewReader("")), read: x.part.read, size: x.part.size}
	}
	return errors.Join(err, x.file.Close())
}
