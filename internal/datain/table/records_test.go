package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"testing"
	"unicode/utf8"
)

// What encoding/csv reads without an error is read here to the same cells, and what is read
// here without a problem is what encoding/csv reads.
func FuzzRecordsAgreeWithTheStandardLibrary(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "\"a\"\"b\",\"x\r\ny\"\r\n,\n\n\"\"", "a\r\rb,\"\r\"\n", "\"x\n", "a\"b\n", "\"a\"b\n", "\r\n\r", "x,\"y\r\n\r\nz\"\r",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 || bytes.HasPrefix(text, []byte("\ufeff")) || bytes.Count(text, []byte(",")) >= MaxColumns || bytes.Contains(text, []byte(`="`)) {
			t.Skip("these are read otherwise on purpose")
		}
		standard := csv.NewReader(bytes.NewReader(text))
		standard.FieldsPerRecord = -1
		want, wrong := standard.ReadAll()
		r := newRecords(newLines(bytes.NewReader(text), utf8Encoding))
		r.cells.delimiter = []byte(",")
		var got [][]string
		problem := ""
		for problem == "" {
			record, err := r.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if problem = record.problem; len(record.stray) > 0 {
				problem = bareQuote // of a cell, which only who reads it has to know
			}
			if problem == "" {
				got = append(got, record.cells)
			}
		}
		if (wrong == nil) != (problem == "") {
			t.Fatalf("encoding/csv says %v, we say %q", wrong, problem)
		}
		if wrong == nil && !slices.EqualFunc(want, got, slices.Equal[[]string]) {
			t.Fatalf("encoding/csv reads %q, we read %q", want, got)
		}
	})
}
