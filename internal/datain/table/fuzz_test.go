package table_test

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// drain reads whatever the file holds and checks what holds for every file.
func drain(t *testing.T, name string, text []byte, each func(row table.Row)) {
	r, err := table.Open(fstest.MapFS{name: {Data: text}}, name, table.Options{})
	if err != nil {
		if fault.CodeOf(err) != fault.BadUserInput {
			t.Fatalf("an error of the file is the user's: %v", err)
		}
		return
	}
	defer r.Close()
	for last := 0; ; {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		switch {
		case err != nil:
			t.Fatalf("a row must not end the file: %v", err)
		case row.Line <= last:
			t.Fatalf("line %d follows line %d", row.Line, last)
		case (row.Problem == "") != (row.Values != nil):
			t.Fatalf("line %d has neither values nor a problem, or both", row.Line)
		}
		last = row.Line
		each(row)
	}
}

func FuzzCSVReader(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "a;b\n\"x\ny\";2\n", "\ufeffa\tb\r\n1\t\"\"\"\"\r\n", "a,b\n\"x,2\n3,4\n", "a,b\n1\n1,2,3\n,,\n", "sep=|\na|b\n1|2", "a\n\xd5\xc5\xbc\xd2\xb8\xdb\n", "a\n\x00\n", "\xff\xfea\x00\n\x001\x00",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		drain(t, "x.csv", text, func(row table.Row) {
			for name, value := range row.Values {
				if _, bad := value.(table.Unreadable); bad {
					continue
				}
				if cell, ok := value.(string); !ok || strings.ContainsRune(cell, 0) || name == "" {
					t.Fatalf("line %d: cell %q holds %v", row.Line, name, value)
				}
			}
		})
	})
}

func FuzzJSONLinesReader(f *testing.F) {
	for _, seed := range []string{
		`{"a": 1}`, "{\"a\": \"\xff\"}\n{\"b\": null}", "\ufeff{}\n\n[]\n", `{"a": 1, "a": 2}`, `{"a": {"b": [1, "x", true]}} x`, `{"a": `, `{"\ud800": 1}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		drain(t, "x.jsonl", text, func(row table.Row) {
			if row.Values == nil {
				return
			}
			var want map[string]any
			d := json.NewDecoder(strings.NewReader(row.Raw))
			d.UseNumber()
			if err := d.Decode(&want); err != nil || len(want) != len(row.Values) {
				t.Fatalf("line %d: %v, %v from %q", row.Line, err, row.Values, row.Raw)
			}
		})
	})
}
