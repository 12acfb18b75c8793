package sheet

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// MaxRows is the number of rows an Excel sheet can have, the head included.
const MaxRows = 1 << 20

// Bounds of a cell: Excel takes a text of more characters for damage, and rounds a number of
// more digits.
const (
	maxCell   = 32_767
	maxDigits = 15
)

// Styles of cells, in the order of stylesPart.
const (
	styleHead = 1
	// styleQuoted marks a text that would be run if somebody typed it: Excel keeps it a text
	// when the cell is edited, and shows no apostrophe.
	styleQuoted = 2
)

// Book writes one sheet of an Excel workbook row by row, without keeping rows in memory.
// What is cut off before Close is no workbook.
type Book struct {
	z    *zip.Writer
	w    *bufio.Writer
	rows int
	err  error
}

// NewBook starts a workbook with one sheet. The first row stays in view.
func NewBook(out io.Writer, name string) (*Book, error) {
	b := &Book{z: zip.NewWriter(out)}
	for _, part := range bookParts(name) {
		w, err := b.z.Create(part.name)
		if err == nil {
			_, err = io.WriteString(w, part.text)
		}
		if err != nil {
			return nil, full(err)
		}
	}
	w, err := b.z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, full(err)
	}
	b.w = bufio.NewWriterSize(w, 1<<15)
	b.print(sheetStart)
	return b, b.failure()
}

// Head writes a row of bold names.
func (b *Book) Head(names ...string) error {
	cells := make([]any, len(names))
	for i, name := range names {
		cells[i] = name
	}
	return b.row(cells, styleHead)
}

// Row writes one row. A cell is a text, a json.Number, a bool, or nil for an empty one.
func (b *Book) Row(cells ...any) error { return b.row(cells, 0) }

func (b *Book) row(cells []any, style int) error {
	if b.rows == MaxRows {
		return fault.New(fault.BadUserInput, "an Excel sheet has at most %d rows; narrow the list, or take CSV", MaxRows)
	}
	b.rows++
	b.print(`<row r="`, strconv.Itoa(b.rows), `">`)
	for i, cell := range cells {
		at := column(i) + strconv.Itoa(b.rows)
		switch v := cell.(type) {
		case nil:
		case bool:
			b.print(`<c r="`, at, `" t="b"><v>`, map[bool]string{true: "1", false: "0"}[v], `</v></c>`)
		case json.Number:
			b.number(at, v.String())
		case string:
			b.text(at, v, style)
		default:
			return fault.New(fault.Internal, "a cell cannot hold a %T", v)
		}
	}
	b.print("</row>")
	return b.failure()
}

func (b *Book) number(at, digits string) {
	if len(strings.TrimLeft(digits, "-")) > maxDigits {
		b.text(at, digits, 0)
		return
	}
	b.print(`<c r="`, at, `"><v>`, digits, `</v></c>`)
}

func (b *Book) text(at, s string, style int) {
	if style == 0 && Safe(s) != s {
		style = styleQuoted
	}
	b.print(`<c r="`, at, `" s="`, strconv.Itoa(style), `" t="inlineStr"><is><t xml:space="preserve">`, cellText(s), `</t></is></c>`)
}

// print keeps the first error for failure.
func (b *Book) print(texts ...string) {
	for _, s := range texts {
		if b.err == nil {
			_, b.err = b.w.WriteString(s)
		}
	}
}

func (b *Book) failure() error {
	if b.err != nil {
		return full(b.err)
	}
	return nil
}

// Close ends the workbook.
func (b *Book) Close() error {
	b.print(sheetEnd)
	if b.err == nil {
		b.err = b.w.Flush()
	}
	if b.err == nil {
		b.err = b.z.Close()
	}
	return b.failure()
}

// column is the name of a column, from 0: A, B, … AA.
func column(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return column(i/26-1) + column(i%26)
}

// cellText is a text as XML. What XML cannot hold is written as Excel does, by its number,
// and so is the beginning of what looks like that.
func cellText(s string) string {
	if runes := []rune(s); len(runes) > maxCell {
		s = string(runes[:maxCell-1]) + "…"
	}
	var out strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '_' && escaped(s[i:]):
			out.WriteString("_x005F_")
		case r == '\t' || r == '\n' || r >= 0x20 && r < 0xFFFE || r > 0xFFFF:
			out.WriteRune(r)
		default:
			fmt.Fprintf(&out, "_x%04X_", r)
		}
	}
	return out.String()
}

// escaped tells that a text begins like _x0041_.
func escaped(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
