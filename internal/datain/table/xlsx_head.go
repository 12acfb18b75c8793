package table

import (
	"errors"
	"io"
)

func (x *excel) readHeader(headerRow int) error {
	x.lookAhead(headerRow)
	switch {
	case len(x.ahead) == 0 && !errors.Is(x.end, io.EOF):
		return x.end
	case len(x.ahead) == 0 && headerRow > 0:
		return refuse("row %d should be the header row, but the sheet ends before it", headerRow)
	case len(x.ahead) == 0:
		return refuse("the sheet is empty; its first row must name the columns")
	case headerRow > 0 && x.ahead[0].number > headerRow:
		return refuse("row %d should be the header row, but is empty", headerRow)
	case x.ahead[0].problem != "":
		return refuse("the header: %s", x.ahead[0].problem)
	}
	return x.takeHead(headerRow)
}

// takeHead takes the header out of the rows ahead.
func (x *excel) takeHead(headerRow int) (err error) {
	var rows [][]string
	var lines []int
	for _, r := range x.ahead {
		if r.problem != "" {
			break
		}
		rows, lines = append(rows, r.cells), append(lines, r.number)
	}
	h := headOrFirst(rows, headerRow > 0)
	x.notes = append(x.notes, h.note(lines)...)
	x.ahead = x.ahead[h.at+h.rows:]
	x.header, err = newHeader(h.names(rows))
	return err
}

// lookAhead reads the first rows that hold anything, from the header row on where it is given.
func (x *excel) lookAhead(headerRow int) {
	size := 0
	for len(x.ahead) < headWindow && size < headBytes {
		row, err := x.rows.next()
		if err != nil {
			x.end = err
			return
		}
		given := headerRow > 0 && row.number == headerRow
		if row.number < headerRow || !given && row.problem == "" && row.faults == nil && allEmpty(row.cells) {
			continue
		}
		size += row.size
		x.ahead = append(x.ahead, row)
	}
}

func (x *excel) next() (sheetRow, error) {
	if len(x.ahead) > 0 {
		row := x.ahead[0]
		x.ahead = x.ahead[1:]
		return row, nil
	}
	if x.end != nil {
		return sheetRow{}, x.end
	}
	return x.rows.next()
}
