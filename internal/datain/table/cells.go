package table

import "bytes"

// cells splits a CSV record by the rules of RFC 4180 and of encoding/csv without its
// LazyQuotes. It is fed line by line, so that a wrong quotation mark is found early and a
// record can be bounded.
type cells struct {
	delimiter []byte
	list      []string
	// stray are the cells, by their place, in which a quotation mark stands that does not belong there.
	stray []int
	// open tells that the record goes on in the next line, inside quotation marks.
	open bool
	cell []byte
}

// What can be wrong inside a record.
const (
	bareQuote   = "a quotation mark stands inside a cell that does not begin with one; put the cell in quotation marks and double the mark"
	strayQuote  = "something follows the closing quotation mark of a cell; double quotation marks inside a cell"
	neverClosed = "a quotation mark is never closed"
)

// start begins a new record.
func (c *cells) start() { c.list, c.stray, c.open = nil, nil, false }

// feed takes the next line of the record and returns what is wrong with it, "" when nothing.
func (c *cells) feed(text []byte) (problem string) {
	ended := bytes.HasSuffix(text, []byte("\n"))
	text = withoutEnd(text)
	done := false
	for !done && problem == "" {
		if !c.open && (len(text) == 0 || text[0] != '"') {
			text, done = c.plain(text)
			continue
		}
		if !c.open {
			c.open, c.cell, text = true, c.cell[:0], text[1:]
		}
		text, done, problem = c.quoted(text, ended)
	}
	return problem
}

// plain takes a cell that does not begin with a quotation mark. ="000001" keeps the zeros of a
// text in Excel, and is that text.
func (c *cells) plain(text []byte) (rest []byte, done bool) {
	cell, rest, more := bytes.Cut(text, c.delimiter)
	if bytes.IndexByte(cell, '"') >= 0 {
		inside, is := bytes.CutPrefix(cell, []byte(`="`))
		inside, ends := bytes.CutSuffix(inside, []byte(`"`))
		if is && ends && bytes.IndexByte(inside, '"') < 0 {
			cell = inside
		} else {
			c.stray = append(c.stray, len(c.list))
		}
	}
	c.add(string(cell))
	return rest, !more
}

// quoted takes the rest of a cell in quotation marks, or of its line. ended tells that a
// line break follows the text.
func (c *cells) quoted(text []byte, ended bool) (rest []byte, done bool, problem string) {
	for {
		before, after, found := bytes.Cut(text, []byte{'"'})
		c.cell = append(c.cell, before...)
		switch {
		case !found:
			if ended {
				c.cell = append(c.cell, '\n')
			}
			return nil, true, ""
		case bytes.HasPrefix(after, []byte{'"'}):
			c.cell, text = append(c.cell, '"'), after[1:]
			continue
		case len(after) == 0:
			c.open = false
			c.add(string(c.cell))
			return nil, true, ""
		case bytes.HasPrefix(after, c.delimiter):
			c.open = false
			c.add(string(c.cell))
			return after[len(c.delimiter):], false, ""
		}
		return nil, true, strayQuote
	}
}

// add keeps one cell more than is allowed, so that too many are noticed.
func (c *cells) add(cell string) {
	if len(c.list) < MaxColumns || cell != "" && len(c.list) == MaxColumns {
		c.list = append(c.list, cell)
	}
}
