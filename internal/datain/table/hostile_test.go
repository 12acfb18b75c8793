package table_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestOpenRefusesWhatIsNoFile(t *testing.T) {
	fsys := fstest.MapFS{
		"dir.csv/x":   {Data: []byte("a\n")},
		"pipe.csv":    {Mode: fs.ModeNamedPipe},
		"device.csv":  {Mode: fs.ModeDevice},
		"present.csv": {Data: []byte("a\n")},
	}
	tests := []struct {
		name, want string
		code       fault.Code
	}{
		{"dir.csv", "dir.csv is a directory; name a file in it", fault.BadUserInput},
		{"pipe.csv", "pipe.csv is no ordinary file", fault.BadUserInput},
		{"device.csv", "device.csv is no ordinary file", fault.BadUserInput},
		{"absent.csv", "there is no file absent.csv", fault.NotFound},
		{"../present.csv", "is no path inside the directory", fault.BadUserInput},
		{"/present.csv", "is no path inside the directory", fault.BadUserInput},
		{"dir.csv/../present.csv", "is no path inside the directory", fault.BadUserInput},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := table.Open(fsys, tt.name, table.Options{})
			assert.Equal(t, tt.code, fault.CodeOf(err))
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestTooManyColumns(t *testing.T) {
	_, err := open(t, "x.csv", strings.Repeat("a,", 20_000)+"b\n", table.Options{})
	assert.ErrorContains(t, err, "the header has more than the 1000 columns that are read")
	var header, row strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&header, "c%d,", i)
	}
	_, err = open(t, "x.csv", header.String()+"\n", table.Options{})
	assert.ErrorContains(t, err, "the header has more than the 1000 columns that are read")

	rows := all(t, must(t, "x.csv", "a\n1\n"+strings.Repeat("x,", 20_000)+"\n2\n", table.Options{}))
	require.Len(t, rows, 3)
	assert.Contains(t, rows[1].Problem, "the row has 1001 cells, but the header has 1")

	for i := range 1_001 {
		row.WriteString(`<c t="inlineStr"><is><t>c` + fmt.Sprint(i) + `</t></is></c>`)
	}
	r := must(t, "x.xlsx", book(t, "<row>"+row.String()+"</row>", nil), table.Options{})
	assert.Len(t, r.Columns(), 1_000)
}

func TestWorkbooksThatAreNone(t *testing.T) {
	const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`
	rows := "<row>" + cell("A1", "a") + "</row><row>" + cell("A2", "x") + "</row>"
	nested := strings.Repeat("<a>", 1<<20)
	whole := book(t, rows, nil)
	tests := []struct{ name, text, want string }{
		{"text", "a,b\n", "it is no Excel workbook; save it as .xlsx, or name it by what it is"},
		{"empty", "", "it is no Excel workbook"},
		{"old or with a password", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is an old .xls workbook or one with a password; open it and save it as .xlsx without a password"},
		{"cut", whole[:len(whole)-30], "the file is damaged"},
		{"another archive", archiveOf(t, map[string]string{"x": "y"}), "the archive holds no Excel workbook"},
		{"binary", book(t, rows, map[string]string{"_rels/.rels": `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`}), "it is a binary workbook (.xlsb)"},
		{"outside", book(t, rows, map[string]string{"_rels/.rels": `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="../../etc/passwd"/></Relationships>`}), "the archive holds no Excel workbook"},
		{"no sheet", book(t, rows, map[string]string{"xl/workbook.xml": `<workbook/>`}), "the workbook has no visible sheet"},
		{"sheet missing", book(t, rows, map[string]string{"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="no.xml"/></Relationships>`}), `the sheet's part "xl/no.xml" is missing`},
		{"nothing in the sheet", book(t, "", nil), "the sheet is empty; its first row must name the columns"},
		{"entities in the workbook", book(t, rows, map[string]string{"xl/workbook.xml": bomb + "<workbook>&b;</workbook>"}), "the workbook holds a document type declaration"},
		{"entities in the sheet", book(t, rows, map[string]string{"xl/worksheets/sheet1.xml": bomb + "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"}), "the workbook holds a document type declaration"},
		{"entities in the texts", book(t, rows, map[string]string{"xl/sharedStrings.xml": bomb + "<sst><si><t>&b;</t></si></sst>"}), "the workbook holds a document type declaration"},
		{"undeclared entity", book(t, "<row><c><v>&b;</v></c></row>", nil), "no proper XML"},
		{"nested workbook", book(t, rows, map[string]string{"xl/workbook.xml": nested}), "nested more than 100 deep"},
		{"nested sheet", book(t, rows, map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>" + nested}), "nested more than 100 deep"},
		{"huge part", book(t, rows, map[string]string{"xl/workbook.xml": "<workbook>" + noise(9<<20) + "</workbook>"}), "larger than 8 MiB"},
		{"huge cell", book(t, "<row>"+cell("A1", noise(2<<20))+"</row>", nil), "the workbook holds a text of more than 1048576 bytes"},
		{"huge value in pieces", book(t, "<row><c><v>"+strings.Repeat("12345<!-- -->", 1<<18)+"</v></c></row>", nil), "the workbook holds a text of more than 1048576 bytes"},
		{"row out of order", book(t, `<row r="2">`+cell("A2", "x")+`</row><row r="2"/>`, nil), `row "2" follows row 2`},
		{"row beyond the sheet", book(t, `<row r="99999999"/>`, nil), `row "99999999" follows row 0`},
		{"cell in another row", book(t, "<row>"+cell("A9", "x")+"</row>", nil), `cell "A9" stands in row 1`},
		{"merged without end", book(t, rows, map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + rows + "</sheetData>" + strings.Repeat(`<mergeCell ref="A1:ALL1048576"/>`, 100_001)}), "the sheet has more than 100000 merged areas"},
		{"other encoding", book(t, rows, map[string]string{"xl/worksheets/sheet1.xml": `<?xml version="1.0" encoding="EBCDIC"?><worksheet/>`}), "no proper XML"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			peak, seen := peakHeap(t, "x.xlsx", strings.NewReader(tt.text), int64(len(tt.text)))
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(seen.err))
			assert.ErrorContains(t, seen.err, tt.want)
			assert.Less(t, peak, uint64(bound))
		})
	}
}

// A sheet that ends in the middle must not be taken for a short one.
func TestCutSheetIsAnError(t *testing.T) {
	rows := "<row>" + cell("A1", "a") + "</row><row>" + cell("A2", "x") + "</row>"
	for _, end := range []string{"", "<row>", "<row><c r=", "<row><c><v>1", `<row><c t="inlineStr"><is><t>1`} {
		t.Run(end, func(t *testing.T) {
			text := book(t, "", map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + rows + end})
			r := must(t, "x.xlsx", text, table.Options{})
			_, err := r.Next()
			require.NoError(t, err)
			_, err = r.Next()
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.ErrorContains(t, err, "the file is damaged")
		})
	}
}

func TestZipBombs(t *testing.T) {
	spaces := strings.Repeat(" ", 64<<20)
	sheet := "<worksheet><sheetData><row>" + cell("A1", "a") + "</row>" + spaces
	many := map[string]string{}
	for i := range 10_001 {
		many[fmt.Sprint(i)] = ""
	}
	tests := []struct{ name, text, want string }{
		{"packed too well", book(t, "", map[string]string{"xl/worksheets/sheet1.xml": sheet}), "is packed suspiciously well"},
		{"declares too much", bombOf(t, "xl/media/image1.png", spaces, 10<<30), "the workbook unpacks to more than 256 MiB"},
		{"declares too much in sum", bombOf(t, "xl/media/image1.png", "", 1<<62), "the workbook unpacks to more than 256 MiB"},
		{"declares too little", bombOf(t, "xl/worksheets/sheet1.xml", sheet, 1_000), "the file is damaged"},
		{"too many parts", book(t, "", many), "the workbook has too many parts"},
		{"a directory too long", longDirectory(t), "the workbook has too many parts"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			peak, seen := peakHeap(t, "x.xlsx", strings.NewReader(tt.text), int64(len(tt.text)))
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(seen.err))
			assert.ErrorContains(t, seen.err, tt.want)
			assert.Less(t, peak, uint64(bound))
		})
	}
}

// bombOf is a workbook with a part whose size is declared wrongly.
func bombOf(t testing.TB, name, content string, declared uint64) string {
	t.Helper()
	inner, err := zip.NewReader(strings.NewReader(book(t, "", nil)), int64(len(book(t, "", nil))))
	require.NoError(t, err)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range inner.File {
		if f.Name != name {
			require.NoError(t, z.Copy(f))
		}
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	require.NoError(t, err)
	_, err = io.WriteString(w, content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	raw, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(content)),
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: declared,
	})
	require.NoError(t, err)
	_, err = raw.Write(packed.Bytes())
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return out.String()
}

// longDirectory is an archive that is little more than a list of parts.
func longDirectory(t testing.TB) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := range 120_000 {
		_, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(i)})
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.String()
}

// noise is text that packs as badly as real text.
func noise(n int) string {
	var b strings.Builder
	for x := uint32(1); b.Len() < n; {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "%08x", x)
	}
	return b.String()
}
