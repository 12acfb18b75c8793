package table

import (
	"errors"
	"io"
)

func (x *excel) readHeader(headerRow int) error {
	x.lookAhead(headerRow)
	switch {
	case len(x.ahead.list) == 0 && !errors.Is(x.ahead.end, io.EOF):
		return x.ahead.end
	case len(x.ahead.list) == 0 && headerRow > 0:
		return refuse("row %d should be the header row, but the sheet ends before it", headerRow)
	case len(x.ahead.list) == 0:
		return refuse("the sheet is empty; its first row must name the columns")
	case headerRow > 0 && x.ahead.list[0].number > headerRow:
		return refuse("row %d should be the header row, but is empty", headerRow)
	case x.ahead.list[0].problem != "":
		return refuse("the header: %s", x.ahead.list[0].problem)
	}
	return x.takeHead(headerRow)
}

// takeHead takes the header out of the rows ahead.
func (x *excel) takeHead(headerRow int) error {
	h, notes, err := x.ahead.takeHead(headerRow > 0, func(r sheetRow) ([]string, int, bool) { return r.cells, r.number, r.problem == "" })
	x.header, x.notes = h, append(x.notes, notes...)
	return err
}

// lookAhead reads the first rows that hold anything, from the header row on where it is given.
func (x *excel) lookAhead(headerRow int) {
	size := 0
	for len(x.ahead.list) < headWindow && size < headBytes {
		row, err := x.rows.next()
		if err != nil {
			x.ahead.end = err
			return
		}
		given := headerRow > 0 && row.number == headerRow
		if row.number < headerRow || !given && row.problem == "" && row.faults == nil && allEmpty(row.cells) {
			continue
		}
		size += row.size
		x.ahead.list = append(x.ahead.list, row)
	}
}

func (x *excel) next() (sheetRow, error) { return x.ahead.next(x.rows.next) }
