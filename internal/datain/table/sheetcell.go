package table

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// sheetCell is one cell of a sheet, or what is wrong with it.
type sheetCell struct {
	col  int
	text string
	// problem is "" when all is well; text is what stands there then too, as far as it is known.
	problem string
	// serial tells that it is a plain number, and that the workbook counts days from 1904.
	serial bool
}

// What can be wrong with a cell; its name goes before it.
const (
	noValue    = "is a formula without a stored result; open the workbook in Excel or LibreOffice and save it again"
	noText     = "refers to a text that the workbook does not hold"
	holdsNUL   = "holds a NUL character"
	twice      = "stands in its row twice, or out of order"
	unknownBox = "is of a kind that is not known"
)

// cellParts are the parts of a cell as they stand in the file.
type cellParts struct {
	value      string
	hasValue   bool
	hasFormula bool
}

// cell reads the cell that begins with e and comes after the column before.
func (s *sheetRows) cell(e xml.StartElement, row, before int) (sheetCell, error) {
	c := sheetCell{col: before + 1}
	if ref := attribute(e, "r"); ref != "" {
		col, at, ok := parseCell(ref)
		if !ok || at != row {
			return c, refuse("the file is damaged: cell %.20q stands in row %d", ref, row)
		}
		c.col = col
	}
	if c.col >= maxSheetColumns {
		return c, refuse("the file is damaged: row %d has more cells than a sheet has columns", row)
	}
	if c.col <= before {
		return sheetCell{col: before, problem: twice}, s.skip("c")
	}
	kind, style := attribute(e, "t"), attribute(e, "s")
	parts, err := s.parts()
	if err != nil {
		return c, s.damaged(err)
	}
	n, _ := strconv.Atoi(style)
	c.text, c.problem, err = s.book.text(kind, n, parts)
	c.serial = s.book.date1904 && (kind == "" || kind == "n") && !s.book.format(n).isDate()
	return c, err
}

// parts reads up to the end of the cell.
func (s *sheetRows) parts() (cellParts, error) {
	var p cellParts
	var value strings.Builder
	inValue := false
	for {
		token, err := s.in.Token()
		if err != nil {
			return p, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "is":
				p.hasValue = true
				if p.value, err = richText(s.in, "is"); err != nil {
					return p, err
				}
			case "f":
				p.hasFormula = true
			case "v":
				inValue, p.hasValue = true, true
			}
		case xml.EndElement:
			if e.Name.Local == "c" {
				p.value += value.String()
				return p, nil
			}
			inValue = false
		case xml.CharData:
			if inValue && value.Len()+len(e) > MaxRecord {
				return p, refuse("the workbook holds a text of more than %d bytes", MaxRecord)
			}
			if inValue {
				value.Write(e)
			}
		}
	}
}

// skip passes over the rest of an element.
func (s *sheetRows) skip(element string) error {
	for {
		token, err := s.in.Token()
		if err != nil {
			return s.damaged(err)
		}
		if e, ok := token.(xml.EndElement); ok && e.Name.Local == element {
			return nil
		}
	}
}

// text returns what a cell shows; kind is its t attribute (ECMA-376 part 1, 18.18.11).
func (w *workbook) text(kind string, style int, p cellParts) (text, problem string, err error) {
	switch {
	case p.hasFormula && (!p.hasValue || p.value == "" && kind != "str"):
		return "", noValue, nil
	case !p.hasValue || p.value == "":
		return "", "", nil
	}
	switch kind {
	case "s":
		return w.sharedText(p.value)
	case "str":
		return unescape(p.value), "", nil
	case "inlineStr", "d":
		return p.value, "", nil
	case "b":
		return map[bool]string{true: "true", false: "false"}[p.value == "1" || p.value == "true"], "", nil
	case "e":
		shown := excerpt([]byte(p.value))
		return shown, "shows the error " + shown, nil
	case "n", "":
		raw := strings.TrimSpace(p.value)
		if text, problem = w.format(style).number(raw, w.date1904); problem != "" {
			text = raw
		}
		return text, problem, nil
	}
	return "", unknownBox, nil
}

func (w *workbook) sharedText(number string) (text, problem string, err error) {
	i, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil {
		return "", noText, nil //nolint:nilerr // it is the cell's problem
	}
	text, found, err := w.shared.get(i)
	if err != nil || !found {
		return "", noText, err
	}
	return text, "", nil
}
