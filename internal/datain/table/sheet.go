package table

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// sheetRow is one row of a sheet.
type sheetRow struct {
	number  int
	cells   []string // by column, up to the last that holds anything
	faults  map[int]Unreadable
	serials []int  // the plain numbers, where days are counted from 1904
	problem string // why the row cannot be read
	size    int
}

// sheetRows reads the rows of a sheet as its XML comes, a row in memory.
type sheetRows struct {
	book *workbook
	name string
	in   *tokens
	// inside tells that the rows have begun.
	inside bool
	last   int
}

// next returns the next row; rows without cells are passed over. The error is io.EOF after
// the last.
func (s *sheetRows) next() (sheetRow, error) {
	for {
		token, err := s.in.Token()
		switch {
		case errors.Is(err, io.EOF) && !s.inside:
			return sheetRow{}, io.EOF
		case err != nil:
			return sheetRow{}, s.damaged(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "sheetData" {
				s.inside = true
			}
			if e.Name.Local == "row" && s.inside {
				return s.row(e)
			}
		case xml.EndElement:
			if e.Name.Local == "sheetData" {
				s.inside = false
				return sheetRow{}, io.EOF
			}
		}
	}
}

// damaged tells that the sheet's XML ends or breaks in the middle: rows would be missing.
func (s *sheetRows) damaged(err error) error {
	return fmt.Errorf("after row %d: %w", s.last, damaged(s.name, noEnd(err)))
}

func (s *sheetRows) row(e xml.StartElement) (sheetRow, error) {
	row := sheetRow{number: s.last + 1}
	if r := attribute(e, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n <= s.last || n > maxSheetRow {
			return row, refuse("the file is damaged: row %q follows row %d", r, s.last)
		}
		row.number = n
	}
	s.last = row.number
	col := -1
	for {
		token, err := s.in.Token()
		if err != nil {
			return row, s.damaged(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local != "c" {
				continue
			}
			c, err := s.cell(e, row.number, col)
			if err != nil {
				return row, err
			}
			col = c.col
			row.add(c)
		case xml.EndElement:
			if e.Name.Local == "row" {
				return row, nil
			}
		}
	}
}

// add puts a cell into the row.
func (r *sheetRow) add(c sheetCell) {
	r.size += len(c.text)
	switch {
	case r.problem != "", c.col >= MaxColumns:
		return
	case c.problem == twice:
		r.problem = fmt.Sprintf("cell %s%d %s", letters(c.col), r.number, c.problem)
		return
	case c.problem != "":
		r.fault(c.col, c.text, c.problem)
		return
	case c.text == "":
		return
	case strings.ContainsRune(c.text, 0):
		r.fault(c.col, "", holdsNUL)
		return
	case r.size > MaxRecord:
		r.problem = fmt.Sprintf("the row is longer than %d bytes", MaxRecord)
		return
	}
	for len(r.cells) < c.col {
		r.cells = append(r.cells, "")
	}
	r.cells = append(r.cells, c.text)
	if c.serial {
		r.serials = append(r.serials, c.col)
	}
}

// fault says why a cell cannot be read.
func (r *sheetRow) fault(col int, text, problem string) {
	if r.faults == nil {
		r.faults = map[int]Unreadable{}
	}
	r.faults[col] = Unreadable{Text: text, Reason: fmt.Sprintf("cell %s%d %s", letters(col), r.number, problem)}
}

// raw is the row's text as a spreadsheet copies it.
func (r *sheetRow) raw() string { return strings.Join(r.cells, "\t") }
