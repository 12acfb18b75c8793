package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// csvRecord is one record of a CSV file, or what is wrong with it.
type csvRecord struct {
	line    int
	cells   []string
	stray   []int  // the cells that hold a quotation mark which does not belong there
	raw     []byte // valid until the next record
	problem string
}

// records groups lines into CSV records. A broken record loses only its first line: reading
// goes on with the line after it, so that a quotation mark that is never closed does not
// swallow the lines behind it.
type records struct {
	src   *lines
	cells cells
	// ahead holds good lines that were read for a record; pos is the first that is still
	// to be read, with its number.
	ahead  []byte
	pos    int
	number int
	// held is a line with a problem, or the end, that follows those ahead.
	held *line
	end  error
}

func newRecords(src *lines) *records { return &records{src: src, number: 1} }

// line returns the next line; a record's lines stand one behind the other in ahead.
func (r *records) line() (line, error) {
	if r.pos == len(r.ahead) {
		if err := r.fill(); err != nil {
			return line{}, err
		}
	}
	if r.pos == len(r.ahead) {
		l := *r.held
		r.held, r.number = nil, l.number+1
		return l, nil
	}
	rest := r.ahead[r.pos:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i+1]
	}
	l := line{text: rest, number: r.number}
	r.pos += len(rest)
	r.number++
	return l, nil
}

// fill reads one line more, unless one is held.
func (r *records) fill() error {
	if r.held != nil {
		return nil
	}
	if r.end != nil {
		return r.end
	}
	l, err := r.src.next()
	switch {
	case err != nil:
		r.end = err
		return err
	case l.problem != "":
		l.text = bytes.Clone(l.text)
		r.held = &l
	default:
		r.ahead = append(r.ahead, l.text...)
	}
	return nil
}

// forget drops the lines before pos, so that ahead does not grow.
func (r *records) forget() {
	if r.pos == len(r.ahead) || r.pos > MaxRecord {
		r.ahead = r.ahead[:copy(r.ahead, r.ahead[r.pos:])]
		r.pos = 0
	}
}

// next returns the next record; a blank line is none. The error is io.EOF after the last.
func (r *records) next() (csvRecord, error) {
	for {
		r.forget()
		start := r.pos
		first, err := r.line()
		if err != nil {
			return csvRecord{}, err
		}
		if first.problem != "" {
			return csvRecord{line: first.number, problem: first.problem, raw: first.text}, nil
		}
		if len(withoutEnd(first.text)) == 0 {
			continue
		}
		return r.record(start, first)
	}
}

// record reads on until the record that begins with first ends.
func (r *records) record(start int, first line) (csvRecord, error) {
	r.cells.start()
	after := start + len(first.text)
	problem := r.cells.feed(first.text)
	for problem == "" && r.cells.open {
		var err error
		if problem, err = r.more(start); err != nil {
			return csvRecord{}, err
		}
	}
	if problem != "" {
		raw := r.ahead[start:after]
		r.back(after, first.number+1)
		return csvRecord{line: first.number, problem: problem, raw: raw}, nil
	}
	return csvRecord{line: first.number, cells: r.cells.list, stray: r.cells.stray, raw: bytes.TrimRight(r.ahead[start:r.pos], "\r\n")}, nil
}

// more takes the next line into the open record that begins at start.
func (r *records) more(start int) (problem string, err error) {
	l, err := r.line()
	switch {
	case errors.Is(err, io.EOF):
		return neverClosed, nil
	case err != nil:
		return "", err
	case l.problem != "":
		r.held = &l
		return fmt.Sprintf("%s; line %d, inside the cell: %s", neverClosed, l.number, l.problem), nil
	case r.pos-start > MaxRecord:
		return fmt.Sprintf("%s: the record is longer than %d bytes", neverClosed, MaxRecord), nil
	}
	return r.cells.feed(l.text), nil
}

// back makes the lines from pos on be read again.
func (r *records) back(pos, number int) { r.pos, r.number = pos, number }
