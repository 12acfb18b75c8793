package table

import (
	"bytes"
	"cmp"
)

// jsonLines reads a file with one JSON object a line.
type jsonLines struct {
	*file
	lines *lines
	notes []string
}

func openJSONLines(in *file, opts Options) (Reader, error) {
	text, enc, notes, err := decoded(in, opts.Encoding, true)
	if err != nil {
		return nil, err
	}
	return &jsonLines{file: in, lines: newLinesOf(text, enc, cmp.Or(opts.MaxRecord, MaxRecord)), notes: notes}, nil
}

// Columns returns nil: each object has its own names.
func (j *jsonLines) Columns() []string { return nil }

// Notes says which encoding was assumed.
func (j *jsonLines) Notes() []string { return j.notes }

// Unit is empty: nothing stands above the rows.
func (j *jsonLines) Unit() string { return "" }

// Next reads the next line that is not blank.
func (j *jsonLines) Next() (Row, error) {
	for {
		l, err := j.lines.next()
		if err != nil {
			return Row{}, err
		}
		if l.problem != "" {
			return Row{Line: l.number, Problem: l.problem, Raw: excerpt(l.text)}, nil
		}
		if l.text = bytes.TrimSpace(l.text); len(l.text) > 0 {
			return jsonRow(l), nil
		}
	}
}

func jsonRow(l line) Row {
	values, err := decode(l.text)
	if err != nil {
		return Row{Line: l.number, Problem: err.Error(), Raw: excerpt(l.text)}
	}
	return Row{Line: l.number, Values: values, Raw: string(l.text)}
}
