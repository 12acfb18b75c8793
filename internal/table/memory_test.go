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

	"github.com/clustergraph/clustergraph/internal/table"
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

// peakHeap reads a file to its end and returns the most that the heap grew meanwhile.
func peakHeap(t testing.TB, name string, content io.Reader, size int64, done func(r table.Reader, err error)) uint64 {
	t.Helper()
	runtime.GC()
	s := &stream{Reader: content, name: name, size: size}
	s.look()
	s.base, s.peak = s.peak, 0
	r, err := table.Open(s, name, table.Options{})
	for err == nil {
		_, err = r.Next()
	}
	s.look()
	done(r, err)
	if r != nil {
		require.NoError(t, r.Close())
	}
	return s.peak
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
	mega := strings.Repeat("x", megabyte)
	row := strings.Repeat("永钢,600000\n", megabyte/16)
	open := strings.Repeat("1,2\n", megabyte/4)
	tests := []struct {
		name, file string
		content    io.Reader
	}{
		{"CSV, one line of 1 GB", "x.csv", io.MultiReader(strings.NewReader("a,b\n"), times(mega, 1024))},
		{"CSV, a header of 1 GB", "x.csv", times(mega, 1024)},
		{"CSV, a cell of 1 GB in quotation marks", "x.csv", io.MultiReader(strings.NewReader("a,b\n\""), times(mega, 1024))},
		{"CSV, NUL bytes", "x.csv", io.MultiReader(strings.NewReader("a,b\n"), times(strings.Repeat("\x00", megabyte), 64))},
		{"CSV, a mark that is never closed", "x.csv", io.MultiReader(strings.NewReader("a,b\n\""), times(open, 16))},
		{"CSV, only marks", "x.csv", io.MultiReader(strings.NewReader("a,b\n"), times(strings.Repeat("\"", megabyte-1)+"\n", 16))},
		{"CSV, a mark on each line", "x.csv", io.MultiReader(strings.NewReader("a,b\n"), times("\"\n", 1<<20))},
		{"CSV, many rows", "x.csv", io.MultiReader(strings.NewReader("a,b\n"), times(row, 16))},
		{"JSON Lines, one line of 1 GB", "x.jsonl", io.MultiReader(strings.NewReader(`{"a": "`), times(mega, 1024))},
		{"JSON Lines, many rows", "x.jsonl", times(`{"name": "永钢", "code": 600000}`+"\n", 200_000)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			peak := peakHeap(t, tt.file, tt.content, 1<<30, func(_ table.Reader, err error) { assert.Error(t, err) })
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

	peak := peakHeap(t, "x.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()), func(_ table.Reader, err error) {
		assert.ErrorIs(t, err, io.EOF)
	})
	assert.Less(t, peak, uint64(bound))

	got := all(t, must(t, "x.xlsx", out.String(), table.Options{}))
	require.Len(t, got, rows)
	for _, i := range []int{0, rows / 2, rows - 1} {
		assert.Equal(t, map[string]any{"a": fmt.Sprintf("%d %s", i, strings.Repeat(fmt.Sprintf("%x", i*2654435761), 20)), "b": fmt.Sprint(i * 7919)}, got[i].Values)
	}
}
