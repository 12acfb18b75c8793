package table

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// area is a range of cells that were merged; rows from 1, columns from 0.
type area struct {
	name                     string
	top, left, bottom, right int
}

// mergedAreas reads which cells of a sheet are merged, in the order of their rows. A sheet
// says so after its rows, so that it is passed over once before it is read.
func mergedAreas(p io.Reader, name string) ([]area, error) {
	rest, err := afterRows(p)
	if err != nil {
		return nil, damaged(name, err)
	}
	in := newTokens(rest)
	var list []area
	for {
		token, err := in.Token()
		switch {
		case errors.Is(err, io.EOF):
			slices.SortFunc(list, func(a, b area) int { return cmp.Compare(a.top, b.top) })
			return list, nil
		case err != nil:
			return nil, damaged(name, err)
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "mergeCell" {
			continue
		}
		if a, ok := parseArea(attribute(e, "ref")); ok {
			list = append(list, a)
		}
		if len(list) > maxMerged {
			return nil, refuse("the sheet has more than %d merged areas; unmerge them", maxMerged)
		}
	}
}

// endOfRows is how the element that holds a sheet's rows ends, with or without a prefix.
var endOfRows = [][]byte{[]byte("</sheetData>"), []byte(":sheetData>")}

// afterRows passes over a sheet's rows without understanding them.
func afterRows(p io.Reader) (io.Reader, error) {
	r := bufio.NewReaderSize(p, 1<<16)
	for {
		window, err := r.Peek(1 << 16)
		atEnd := errors.Is(err, io.EOF)
		if err != nil && !atEnd {
			return nil, err
		}
		for _, end := range endOfRows {
			if i := bytes.Index(window, end); i >= 0 && !opens(window[:i]) {
				_, err := r.Discard(i + len(end))
				return r, err
			}
		}
		if atEnd {
			return strings.NewReader(""), nil
		}
		if _, err := r.Discard(len(window) - len(endOfRows[0])); err != nil {
			return nil, err
		}
	}
}

// opens tells that a prefix belongs to a start tag: what is before it begins with <x, not </x.
func opens(before []byte) bool {
	i := bytes.LastIndexByte(before, '<')
	return i >= 0 && i+1 < len(before) && before[i+1] != '/'
}

func parseArea(ref string) (area, bool) {
	from, to, _ := strings.Cut(ref, ":")
	if to == "" {
		to = from
	}
	left, top, ok := parseCell(from)
	right, bottom, ok2 := parseCell(to)
	return area{ref, top, left, bottom, right}, ok && ok2 && top <= bottom && left <= right
}

// parseCell reads a name such as AB12: the column from 0, the row from 1.
func parseCell(name string) (col, row int, ok bool) {
	i := 0
	for ; i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && i < 4; i++ {
		col = col*26 + int(name[i]-'A') + 1
	}
	for j := i; j < len(name); j++ {
		if name[j] < '0' || name[j] > '9' || row > maxSheetRow {
			return 0, 0, false
		}
		row = row*10 + int(name[j]-'0')
	}
	return col - 1, row, col > 0 && col <= maxSheetColumns && row > 0 && row <= maxSheetRow
}

// cover tells, row by row, which cells are hidden under a merged one.
type cover struct {
	areas []area
	by    []area // the last area that covers the column
}

// row moves on to a row and returns the area that hides a column's cell there.
func (c *cover) row(row int) func(col int) (area, bool) {
	for len(c.areas) > 0 && c.areas[0].top <= row {
		a := c.areas[0]
		c.areas = c.areas[1:]
		for col := a.left; col <= min(a.right, MaxColumns-1); col++ {
			if c.by == nil {
				c.by = make([]area, MaxColumns)
			}
			c.by[col] = a
		}
	}
	return func(col int) (area, bool) {
		if col >= len(c.by) || c.by[col].bottom < row {
			return area{}, false
		}
		a := c.by[col]
		return a, col != a.left || row != a.top
	}
}
