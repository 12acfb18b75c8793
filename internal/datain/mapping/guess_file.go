package mapping

import (
	"bytes"
	"fmt"
	"strings"
)

// write prints the guess for one file; one of relationships that cannot be told is a remark.
func (g *guess) write(b *bytes.Buffer) {
	begin := "  "
	if g.strange {
		fmt.Fprintf(b, "  # not read: sheet %s of %s, of which no column is known\n", quoted(g.sample.Sheet), quoted(g.sample.File))
		return
	}
	if g.from != nil && g.edge == nil {
		begin = "  # "
	}
	b.WriteString(begin + "- file: " + quoted(literal.Replace(g.sample.File)) + "\n" + g.format(begin) + begin + "  sources: [my-source]\n")
	fmt.Fprintf(b, "%s  emptyAs: %s # words for nothing\n", begin, g.emptyAs())
	if filled := g.fillDown(); len(filled) > 0 {
		fmt.Fprintf(b, "%s  fillDown: [%s] # merged with the cells above\n", begin, strings.Join(filled, ", "))
	}
	b.WriteString(begin + "  totals: skip # lines of totals and remarks are no rows\n")
	if g.from != nil {
		g.writeEdges(b)
	} else {
		g.writeNode(b)
		g.writeLinks(b)
	}
	g.writeRest(b)
}

// fillDown are the columns with cells that are merged downwards.
func (g *guess) fillDown() (names []string) {
	for i := range g.columns {
		if g.columns[i].merged {
			names = append(names, quoted(g.columns[i].name))
		}
	}
	return names
}

// format names the sheet and the header's row, where they are given.
func (g *guess) format(begin string) string {
	sheet, row := "sheet: "+quoted(g.sample.Sheet), fmt.Sprintf("headerRow: %d", g.sample.HeaderRow)
	switch {
	case g.sample.Sheet != "" && g.sample.HeaderRow > 0:
		return begin + "  xlsx: {" + sheet + ", " + row + "}\n"
	case g.sample.Sheet != "":
		return begin + "  xlsx: {" + sheet + "}\n"
	case g.sample.HeaderRow > 0 && strings.HasSuffix(strings.ToLower(g.sample.File), ".xlsx"):
		return begin + "  xlsx: {" + row + "}\n"
	case g.sample.HeaderRow > 0:
		return begin + "  csv: {" + row + "}\n"
	}
	return ""
}
