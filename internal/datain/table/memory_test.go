package table_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/table"
)

// bound is what reading may add to the heap, garbage included, whatever the file.
const bound = 96 << 20

// stream is a file that need not exist: it is made while it is read, and looks at the heap
// whenever it is read from.
type stream struct {
	io.Reader
	name string
	size int64
	base uint64
	peak uint64
}

func (s *stream) Open(string) (fs.File, error) { return s, nil }
func (s *stream) Stat() (fs.FileInfo, error)   { return s, nil }
func (s *stream) Close() error                 { return nil }
func (s *stream) Name() string                 { return s.name }
func (s *stream) Size() int64                  { return s.size }
func (s *stream) Mode() fs.FileMode            { return 0o444 }
func (s *stream) ModTime() time.Time           { return time.Time{} }
func (s *stream) IsDir() bool                  { return false }
func (s *stream) Sys() any                     { return nil }
func (s *stream) Read(p []byte) (int, error)   { s.look(); return s.Reader.Read(p) }
func (s *stream) ReadAt(p []byte, off int64) (int, error) {
	s.look()
	at, ok := s.Reader.(io.ReaderAt)
	if !ok {
		return 0, errors.New("not made for reading at any place")
	}
	return at.ReadAt(p, off)
}

func (s *stream) look() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapAlloc > s.base {
		s.peak = max(s.peak, m.HeapAlloc-s.base)
	}
}

// seen is what came of a file that was read to its end.
type seen struct {
	rows, problems int
	read           int64
	err            error
}

// peakHeap reads a file to its end and returns the most that the heap grew meanwhile.
func peakHeap(t testing.TB, name string, content io.Reader, size int64) (uint64, seen) {
	t.Helper()
	runtime.GC()
	s := &stream{Reader: content, name: name, size: size}
	s.look()
	s.base, s.peak = s.peak, 0
	var seen seen
	r, err := table.Open(s, name, table.Options{})
	seen.err = err
	for seen.err == nil {
		var row table.Row
		if row, seen.err = r.Next(); row.Problem != "" {
			seen.problems++
		} else if seen.err == nil {
			seen.rows++
		}
	}
	s.look()
	if err == nil {
		seen.read, _ = r.Progress()
		require.NoError(t, r.Close())
	}
	return s.peak, seen
}

// repeated is a text n times over.
type repeated struct {
	text string
	n    int
	rest string
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.rest == "" {
		if r.n == 0 {
			return 0, io.EOF
		}
		r.n, r.rest = r.n-1, r.text
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func times(text string, n int) io.Reader { return &repeated{text: text, n: n} }

func TestMemoryDoesNotDependOnTheFile(t *testing.T) {
	const megabyte = 1 << 20
	header := strings.NewReader
	mega := strings.Repeat("x", megabyte)
	lines := func(line string) string { return strings.Repeat(line, megabyte/len(line)) }
	rows := func(line string, megabytes int) int { return megabyte / len(line) * megabytes }
	tests := []struct {
		name, file string
		content    io.Reader
		rows       int
		problems   int
	}{
		{"CSV, one line of 1 GB", "x.csv", io.MultiReader(header("a,b\n"), times(mega, 1024)), 0, 1},
		{"CSV, a cell of 1 GB in quotation marks", "x.csv", io.MultiReader(header("a,b\n\""), times(mega, 1024), header("\"\n1,2\n")), 1, 1},
		{"CSV, NUL bytes", "x.csv", io.MultiReader(header("a,b\n"), times(lines("1,2\n"), 1), times(strings.Repeat("\x00", megabyte), 64)), rows("1,2\n", 1), 1},
		{"CSV, a mark that is never closed", "x.csv", io.MultiReader(header("a,b\n\"\n"), times(lines("1,2\n"), 3)), rows("1,2\n", 3), 1},
		{"CSV, only marks", "x.csv", io.MultiReader(header("a\n"), times(strings.Repeat("\"", megabyte-1)+"\n", 16)), 0, 16},
		{"CSV, a mark on each line", "x.csv", io.MultiReader(header("a\n"), times(lines("\"\ny\"\n"), 2)), rows("\"\ny\"\n", 2), 0},
		{"CSV, a mark opens on each line", "x.csv", io.MultiReader(header("a,b\n"), times(lines("x,\"y\n"), 2)), 0, rows("x,\"y\n", 2)},
		{"CSV, many rows", "x.csv", io.MultiReader(header("a,b\n"), times(lines("永钢,600000\n"), 8)), rows("永钢,600000\n", 8), 0},
		{"JSON Lines, one line of 1 GB", "x.jsonl", io.MultiReader(header(`{"a": "`), times(mega, 1024)), 0, 1},
		{"JSON Lines, many rows", "x.jsonl", times(lines(`{"name": "永钢", "code": 600000}`+"\n"), 8), rows(`{"name": "永钢", "code": 600000}`+"\n", 8), 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			peak, got := peakHeap(t, tt.file, tt.content, 1<<30)
			assert.ErrorIs(t, got.err, io.EOF)
			assert.Equal(t, []int{tt.rows, tt.problems}, []int{got.rows, got.problems})
			assert.Less(t, peak, uint64(bound))
		})
	}
}

func TestMemoryDoesNotDependOnTheSheet(t *testing.T) {
	const rows = 100_000
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	inner, err := zip.NewReader(strings.NewReader(book(t, "", nil)), int64(len(book(t, "", nil))))
	require.NoError(t, err)
	for _, f := range inner.File {
		if f.Name != "xl/worksheets/sheet1.xml" {
			require.NoError(t, z.Copy(f))
		}
	}
	texts, err := z.Create("xl/sharedStrings.xml")
	require.NoError(t, err)
	fmt.Fprint(texts, "<sst>")
	for i := range rows {
		fmt.Fprintf(texts, "<si><t>%d %s</t></si>", i, strings.Repeat(fmt.Sprintf("%x", i*2654435761), 20))
	}
	fmt.Fprint(texts, "</sst>")
	sheet, err := z.Create("xl/worksheets/sheet1.xml")
	require.NoError(t, err)
	fmt.Fprint(sheet, "<worksheet><sheetData><row>"+cell("A1", "a")+cell("B1", "b")+"</row>")
	for i := range rows {
		fmt.Fprintf(sheet, `<row><c t="s"><v>%d</v></c><c><v>%d</v></c></row>`, i, i*7919)
	}
	fmt.Fprint(sheet, "</sheetData></worksheet>")
	require.NoError(t, z.Close())
	peak, seen := peakHeap(t, "x.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()))
	assert.ErrorIs(t, seen.err, io.EOF)
	assert.Equal(t, rows, seen.rows)
	assert.Less(t, peak, uint64(bound))

	got := all(t, must(t, "x.xlsx", out.String(), table.Options{}))
	require.Len(t, got, rows)
	for _, i := range []int{0, rows / 2, rows - 1} {
		assert.Equal(t, map[string]any{"a": fmt.Sprintf("%d %s", i, strings.Repeat(fmt.Sprintf("%x", i*2654435761), 20)), "b": fmt.Sprint(i * 7919)}, got[i].Values)
	}
}
