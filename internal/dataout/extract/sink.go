package extract

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"github.com/clustergraph/clustergraph/internal/dataout/sheet"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// sink takes the rows of a table.
type sink interface {
	head(names []string) error
	row(values []any) error
	// flush passes on what is held back, as far as the format can.
	flush() error
	close() error
}

type csvSink struct{ *sheet.CSV }

func newCSVSink(w io.Writer, _ string) (sink, error) { return csvSink{sheet.NewCSV(w)}, nil }

func (s csvSink) head(names []string) error { return s.Write(names...) }

func (s csvSink) row(values []any) error {
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i] = text(flat(v))
	}
	return s.Write(cells...)
}

func (s csvSink) flush() error { return s.Flush() }
func (s csvSink) close() error { return s.Flush() }

type bookSink struct{ *sheet.Book }

func newBookSink(w io.Writer, title string) (sink, error) {
	book, err := sheet.NewBook(w, title)
	return bookSink{book}, err
}

func (s bookSink) head(names []string) error { return s.Head(names...) }

func (s bookSink) row(values []any) error {
	cells := make([]any, len(values))
	for i, v := range values {
		cells[i] = flat(v)
	}
	return s.Row(cells...)
}

func (s bookSink) flush() error { return nil }
func (s bookSink) close() error { return s.Close() }

// linesSink writes a JSON object a line, with the columns in their order as members.
type linesSink struct {
	w     *bufio.Writer
	names [][]byte
}

func newLinesSink(w io.Writer, _ string) (sink, error) { return &linesSink{w: bufio.NewWriter(w)}, nil }

func (s *linesSink) head(names []string) error {
	for _, name := range names {
		key, err := compact(name)
		if err != nil {
			return err
		}
		s.names = append(s.names, key)
	}
	return nil
}

func (s *linesSink) row(values []any) error {
	separator := "{"
	for i, v := range values {
		value, err := compact(v)
		if err != nil {
			return err
		}
		_, _ = s.w.WriteString(separator) // the error stays until flush
		_, _ = s.w.Write(s.names[i])
		_ = s.w.WriteByte(':')
		_, _ = s.w.Write(value)
		separator = ","
	}
	_, _ = s.w.WriteString("}\n")
	return nil
}

// compact is a value as JSON, without the escapes that only HTML needs.
func compact(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "cannot write a value")
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

func (s *linesSink) flush() error {
	if err := s.w.Flush(); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write the rows; is the disk full")
	}
	return nil
}

func (s *linesSink) close() error { return s.flush() }
