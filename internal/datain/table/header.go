package table

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// header is the row of column names.
type header struct {
	// names has an entry for each column up to the last that has a name; "" has none.
	names []string
}

// unnamed ends the problem of a row with data under an empty cell of the header.
const unnamed = " has data but no name in the header; give it a name, or say which row is the header"

// newHeader trims the names and brings full-width characters to plain ones.
func newHeader(cells []string) (header, error) {
	h := header{names: make([]string, len(cells))}
	at := map[string]int{}
	last := 0
	for i, cell := range cells {
		name := strings.TrimSpace(norm.NFKC.String(cell))
		if name == "" {
			continue
		}
		if first, twice := at[name]; twice {
			return header{}, refuse("the header has %q twice, in %s and %s; give one of them another name", name, column(first), column(i))
		}
		h.names[i], at[name], last = name, i, i+1
	}
	h.names = h.names[:last]
	switch {
	case last == 0:
		return header{}, refuse("the header row is empty; it must name the columns")
	case last > MaxColumns:
		return header{}, refuse("the header has more than the %d columns that are read", MaxColumns)
	}
	return h, nil
}

// columns returns the names without the gaps.
func (h header) columns() []string {
	var list []string
	for _, name := range h.names {
		if name != "" {
			list = append(list, name)
		}
	}
	return list
}

// values puts the cells under their names; absent ones are empty. It fails when a cell
// without a name holds anything.
func (h header) values(cells []string) (map[string]any, string) {
	for i, cell := range cells {
		if cell != "" && (i >= len(h.names) || h.names[i] == "") {
			return nil, column(i) + unnamed
		}
	}
	values := make(map[string]any, len(h.names))
	for i, name := range h.names {
		switch {
		case name == "":
		case i < len(cells):
			values[name] = cells[i]
		default:
			values[name] = ""
		}
	}
	return values, ""
}

// column names a column for people, by number and by the letters that spreadsheets show.
func column(i int) string { return fmt.Sprintf("column %d (%s)", i+1, letters(i)) }

// letters is the spreadsheet's name of a column: 0 is A, 26 is AA.
func letters(i int) string {
	var name string
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

func allEmpty(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}
