package table

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// header is the row of column names.
type header struct {
	// names has an entry for each column up to the last that has a name; "" has none.
	names []string
	// width is how many cells the row has, those without a name included.
	width int
	// unit is what a line above it names for amounts of money, such as 万元.
	unit string
	// noted tells that a cell under no name was told of.
	noted bool
}

// newHeader trims the names, takes out what cannot be seen and brings full-width characters to plain ones. A name that
// stands there several times is numbered, so that nobody reads one of its columns by chance.
func newHeader(cells []string) (header, error) {
	h := header{names: make([]string, len(cells)), width: len(cells)}
	times := map[string]int{}
	last := 0
	for i, cell := range cells {
		h.names[i] = strings.TrimSpace(norm.NFKC.String(canon.Visible(cell)))
		if h.names[i] != "" {
			times[h.names[i]]++
			last = i + 1
		}
	}
	h.names = numbered(h.names[:last], times)
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

// numbered tells names apart that stand there several times: 备注 (1), 备注 (2).
func numbered(names []string, times map[string]int) []string {
	taken := map[string]int{}
	for i, name := range names {
		if times[name] < 2 {
			continue
		}
		for number := taken[name] + 1; ; number++ {
			candidate := fmt.Sprintf("%s (%d)", name, number)
			if times[candidate] == 0 {
				names[i], taken[name] = candidate, number
				break
			}
		}
	}
	return names
}

// values puts the cells under their names; absent ones are empty. What stands under no name
// is not read. faults say by column why a cell cannot be read.
func (h header) values(cells []string, faults map[int]Unreadable) map[string]any {
	values := make(map[string]any, len(h.names))
	for i, name := range h.names {
		if name == "" {
			continue
		}
		values[name] = ""
		if i < len(cells) {
			values[name] = cells[i]
		}
		if fault, bad := faults[i]; bad {
			values[name] = fault
		}
	}
	return values
}

// title refuses a row below what seems to be a title: one name alone, above several columns. Read
// as the header it would leave all but one column out.
func (h header) title(cells []string) string {
	if len(h.columns()) != 1 {
		return ""
	}
	beside := 0
	for i, cell := range cells {
		if strings.TrimSpace(cell) != "" && (i >= len(h.names) || h.names[i] == "") {
			beside++
		}
	}
	if beside < 2 {
		return ""
	}
	return fmt.Sprintf("the header has one name, %s, and %d cells of the row stand under none; it seems to be a title: say which row is the header", fault.Shown(h.columns()[0]), beside)
}

// blank tells that nothing stands under a name.
func (h header) blank(cells []string, faults map[int]Unreadable) bool {
	if h.title(cells) != "" {
		return false
	}
	for i, name := range h.names {
		_, bad := faults[i]
		if name != "" && (bad || i < len(cells) && strings.TrimSpace(cells[i]) != "") {
			return false
		}
	}
	return true
}

// beside tells, once a table, that a line has a cell under no name, which is not read.
func (h *header) beside(cells []string, line int) []string {
	for i, cell := range cells {
		if !h.noted && strings.TrimSpace(cell) != "" && (i >= len(h.names) || h.names[i] == "") {
			h.noted = true
			return []string{fmt.Sprintf("%s has no name in the header, so it is not read; in line %d it holds something", column(i), line)}
		}
	}
	return nil
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
