package table_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clustergraph/clustergraph/internal/datain/table"
)

// BenchmarkReader reads 10,000 rows of eight columns in each format.
func BenchmarkReader(b *testing.B) {
	const rows, columns = 10_000, 8
	var csv, jsonl, xlsx strings.Builder
	for i := range rows + 1 {
		xlsx.WriteString("<row>")
		for j := range columns {
			text := fmt.Sprintf("张家港企业 %d %d", i, j)
			if i == 0 {
				text = fmt.Sprintf("column %d", j)
			}
			fmt.Fprintf(&csv, "%s%s", text, map[bool]string{true: "\n", false: ","}[j == columns-1])
			fmt.Fprintf(&jsonl, `%s"column %d": %q%s`, map[bool]string{true: "{"}[j == 0], j, text, map[bool]string{true: "}\n", false: ","}[j == columns-1])
			xlsx.WriteString(`<c t="inlineStr"><is><t>` + text + `</t></is></c>`)
		}
		xlsx.WriteString("</row>")
	}
	for name, text := range map[string]string{"x.csv": csv.String(), "x.jsonl": jsonl.String(), "x.xlsx": book(b, xlsx.String(), nil)} {
		b.Run(name, func(b *testing.B) {
			fsys := fstest.MapFS{name: {Data: []byte(text)}}
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n += count(b, fsys, name)
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// count reads a file to its end.
func count(b *testing.B, fsys fstest.MapFS, name string) int {
	r, err := table.Open(fsys, name, table.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	for n := 0; ; n++ {
		if _, err := r.Next(); errors.Is(err, io.EOF) {
			return n
		} else if err != nil {
			b.Fatal(err)
		}
	}
}
