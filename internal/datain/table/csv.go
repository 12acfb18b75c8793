package table

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"

	"github.com/clustergraph/clustergraph/internal/dataout/sheet"
)

// csvReader reads a CSV file. Lines that are blank or hold only empty cells are no rows.
// Cells that a row lacks at its end cannot be read: it may have been cut by a line break that
// nobody put in quotation marks. A row with more cells than the header is refused, what
// stands under an empty cell of the header is not read.
type csvReader struct {
	*file
	records *records
	header  header
	notes   []string
	ahead   ahead[csvRecord]
}

func openCSV(in *file, opts Options) (Reader, error) {
	text, enc, notes, err := decoded(in, opts.Encoding, false)
	if err != nil {
		return nil, err
	}
	c := &csvReader{file: in, records: newRecords(newLines(text, enc)), notes: notes}
	if err := c.skipTo(opts.HeaderRow); err != nil {
		return nil, err
	}
	if err := c.delimit(opts.Delimiter); err != nil {
		return nil, err
	}
	return c, c.readHeader(opts.HeaderRow)
}

// skipTo passes over the lines before the header.
func (c *csvReader) skipTo(headerRow int) error {
	for c.records.number < headerRow {
		if _, err := c.records.line(); err != nil {
			return noHeader(err, headerRow)
		}
		c.records.forget()
	}
	return nil
}

func noHeader(err error, headerRow int) error {
	switch {
	case !errors.Is(err, io.EOF):
		return err
	case headerRow > 0:
		return refuse("line %d should be the header row, but the file ends before it", headerRow)
	}
	return refuse("the file is empty; its first line must name the columns")
}

// delimit takes the delimiter that is given, else finds it in the first line that is not blank, or
// in those below a line that has none.
func (c *csvReader) delimit(given rune) error {
	var first line
	for len(bytes.TrimSpace(first.text)) == 0 {
		c.records.forget()
		var err error
		if first, err = c.records.line(); err != nil {
			return noHeader(err, 0)
		}
		if first.problem != "" {
			return refuse("line %d: %s", first.number, first.problem)
		}
	}
	at, text := c.records.pos-len(first.text), bytes.Clone(first.text)
	separator, isSeparatorLine := separatorLine(text)
	switch {
	case given != 0:
	case isSeparatorLine:
		given = separator
	default:
		given = c.guessed(text)
	}
	if !isSeparatorLine {
		c.records.back(at, first.number)
	}
	c.records.cells.delimiter = []byte(string(given))
	return checkDelimiter(given)
}

func (c *csvReader) guessed(first []byte) rune {
	delimiter := guessDelimiter(first)
	if delimiter == 0 {
		delimiter = commonDelimiter(c.linesBelow())
	}
	if delimiter != ',' {
		c.notes = append(c.notes, fmt.Sprintf("cells are separated by %s", delimiterName(delimiter)))
	}
	return delimiter
}

// linesBelow are some lines that follow, which are read again.
func (c *csvReader) linesBelow() (below [][]byte) {
	size := 0
	for len(below) < headWindow && size < headBytes {
		l, err := c.records.line()
		if err != nil || l.problem != "" {
			break
		}
		size += len(l.text)
		below = append(below, bytes.Clone(l.text))
	}
	return below
}

// Columns returns the names of the header.
func (c *csvReader) Columns() []string { return c.header.columns() }

// Notes says which encoding and delimiter were assumed.
func (c *csvReader) Notes() []string { return c.notes }

// Unit is what a line above the header names.
func (c *csvReader) Unit() string { return c.header.unit }

// Next reads the next record that is not empty.
func (c *csvReader) Next() (Row, error) {
	for {
		record, err := c.record()
		if err != nil {
			return Row{}, err
		}
		if record.problem == "" && c.header.blank(record.cells, nil) {
			continue
		}
		return c.row(record), nil
	}
}

func (c *csvReader) row(record csvRecord) Row {
	if problem := cmp.Or(record.problem, c.parted(record), c.tooMany(record.cells), c.header.title(record.cells)); problem != "" {
		return Row{Line: record.line, Problem: problem, Raw: excerpt(record.raw)}
	}
	c.notes = append(c.notes, c.header.beside(record.cells, record.line)...)
	return Row{
		Line: record.line, Values: c.header.values(plain(record.cells), c.faults(record)), Raw: string(record.raw),
		Aside: asideOf(c.header.names, record.cells),
	}
}

// plain takes the guards away that our own tables put before what looks like a formula.
func plain(cells []string) []string {
	for i, cell := range cells {
		cells[i] = sheet.Plain(cell)
	}
	return cells
}

// tooMany refuses a row that goes on beyond the header: its cells may stand in the wrong columns.
func (c *csvReader) tooMany(cells []string) string {
	if n := len(cells); n > c.header.width && !allEmpty(cells[c.header.width:]) {
		return fmt.Sprintf("the row has %d cells, but the header has %d; perhaps a delimiter in a cell is not in quotation marks", n, c.header.width)
	}
	return ""
}

// parted refuses a row in which a quotation mark stands inside a cell, unless it has as many cells as
// the header: the mark may have been to hold a delimiter.
func (c *csvReader) parted(record csvRecord) string {
	if len(record.stray) > 0 && len(record.cells) != c.header.width {
		return bareQuote
	}
	return ""
}

// faults are the cells that cannot be read.
func (c *csvReader) faults(record csvRecord) map[int]Unreadable {
	faults := c.missing(len(record.cells))
	for _, i := range record.stray {
		if faults == nil {
			faults = map[int]Unreadable{}
		}
		faults[i] = Unreadable{Text: record.cells[i], Reason: "cannot be read: " + bareQuote}
	}
	return faults
}

// missing are the cells that a row lacks at its end.
func (c *csvReader) missing(cells int) map[int]Unreadable {
	columns := len(c.header.names)
	if cells >= columns {
		return nil
	}
	faults := map[int]Unreadable{}
	for i := cells; i < columns; i++ {
		faults[i] = Unreadable{Reason: fmt.Sprintf("is missing: the row has %d cells, but the header has %d columns; perhaps a line break in a cell is not in quotation marks", cells, columns)}
	}
	return faults
}
