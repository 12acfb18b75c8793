package table_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/table"
)

// open opens a file in a directory that holds nothing else.
func open(t testing.TB, name, content string, opts table.Options) (table.Reader, error) {
	t.Helper()
	fsys := fstest.MapFS{name: &fstest.MapFile{Data: []byte(content)}}
	r, err := table.Open(fsys, name, opts)
	if err == nil {
		t.Cleanup(func() { require.NoError(t, r.Close()) })
	}
	return r, err
}

// must opens a file that can be read.
func must(t testing.TB, name, content string, opts table.Options) table.Reader {
	t.Helper()
	r, err := open(t, name, content, opts)
	require.NoError(t, err)
	return r
}

// all reads to the end.
func all(t testing.TB, r table.Reader) []table.Row {
	t.Helper()
	var rows []table.Row
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		require.NoError(t, err)
		require.Equal(t, row.Problem == "", row.Values != nil, "a row has values or a problem")
		rows = append(rows, row)
	}
}

// wrong is what cannot be read of a row: the whole of it, or some of its cells.
func wrong(row table.Row) string {
	reasons := []string{}
	for _, name := range slices.Sorted(maps.Keys(row.Values)) {
		if u, bad := row.Values[name].(table.Unreadable); bad {
			reasons = append(reasons, u.Reason)
		}
	}
	return row.Problem + strings.Join(reasons, "; ")
}

// book makes an Excel file of the smallest kind around the XML of a sheet's rows; parts
// are added or replace those there are.
func book(t testing.TB, rows string, parts map[string]string) string {
	t.Helper()
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const rel = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	whole := map[string]string{
		"_rels/.rels":     `<Relationships><Relationship Id="r1" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook ` + ns + ` xmlns:r="` + rel + `"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type="` + rel + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet ` + ns + `><sheetData>` + rows + `</sheetData></worksheet>`,
	}
	for name, text := range parts {
		whole[name] = text
	}
	return archiveOf(t, whole)
}

func archiveOf(t testing.TB, parts map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = io.Copy(w, strings.NewReader(text))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.String()
}

// cell is the XML of a cell with a text.
func cell(ref, text string) string {
	return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}
