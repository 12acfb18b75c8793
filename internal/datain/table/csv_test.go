package table_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestCSV(t *testing.T) {
	tests := []struct {
		name, text string
		opts       table.Options
		columns    []string
		want       []map[string]any
		lines      []int
		notes      []string
	}{
		{
			name: "plain", text: "name,code\n永钢,1\nBeta,2\n", columns: []string{"name", "code"},
			want: []map[string]any{{"name": "永钢", "code": "1"}, {"name": "Beta", "code": "2"}}, lines: []int{2, 3},
		},
		{
			name: "mark, CRLF, no end", text: "\ufeffname,code\r\n\r\n a ,\"b\"\"c\"\r\nx,\"two\r\nlines\"", columns: []string{"name", "code"},
			want: []map[string]any{{"name": " a ", "code": `b"c`}, {"name": "x", "code": "two\nlines"}}, lines: []int{3, 4},
		},
		{
			name: "header is cleaned", text: "　Ｎａｍｅ , 代码\nx,y\n", columns: []string{"Name", "代码"},
			want: []map[string]any{{"Name": "x", "代码": "y"}}, lines: []int{2},
		},
		{
			name: "semicolon", text: "a;b, c;\"d,e,f\"\n1;2;3\n", columns: []string{"a", "b, c", "d,e,f"},
			want: []map[string]any{{"a": "1", "b, c": "2", "d,e,f": "3"}}, lines: []int{2}, notes: []string{"cells are separated by semicolon"},
		},
		{
			name: "tab", text: "a\tb\n1,5\t2\n", columns: []string{"a", "b"},
			want: []map[string]any{{"a": "1,5", "b": "2"}}, lines: []int{2}, notes: []string{"cells are separated by tab"},
		},
		{
			name: "given delimiter", text: "a，b\n1，\"x，y\"\n", opts: table.Options{Delimiter: '，'}, columns: []string{"a", "b"},
			want: []map[string]any{{"a": "1", "b": "x，y"}}, lines: []int{2},
		},
		{
			name: "separator line", text: "sep=|\r\na|b\r\n1|2\r\n", columns: []string{"a", "b"},
			want: []map[string]any{{"a": "1", "b": "2"}}, lines: []int{3},
		},
		{
			name: "one column", text: "a\n1\n", columns: []string{"a"}, want: []map[string]any{{"a": "1"}}, lines: []int{2},
		},
		{
			name: "names with what cannot be seen", text: "\u200b名\u00ad称,\u00a0ｂ\u200e\n1,2\n", columns: []string{"名称", "b"},
			want: []map[string]any{{"名称": "1", "b": "2"}}, lines: []int{2},
		},
		{
			name: "header row", text: "\"a title, with an open mark\n\na,b\n1,2\n", opts: table.Options{HeaderRow: 3}, columns: []string{"a", "b"},
			want: []map[string]any{{"a": "1", "b": "2"}}, lines: []int{4},
		},
		{
			name: "empty rows", text: ",,\na,b,\n,,\n1,,\n ,\n", columns: []string{"a", "b"},
			want: []map[string]any{{"a": "1", "b": ""}}, lines: []int{4},
		},
		{name: "no rows", text: "a,b", columns: []string{"a", "b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := must(t, "x.csv", tt.text, tt.opts)
			var values []map[string]any
			var lines []int
			for _, row := range all(t, r) {
				require.Empty(t, row.Problem)
				values, lines = append(values, row.Values), append(lines, row.Line)
			}
			assert.Equal(t, tt.columns, r.Columns())
			assert.Equal(t, tt.want, values)
			assert.Equal(t, tt.lines, lines)
			assert.Equal(t, tt.notes, r.Notes())
			read, size := r.Progress()
			assert.Equal(t, int64(len(tt.text)), read)
			assert.Equal(t, read, size)
		})
	}
}

func TestCSVRawIsTheRecord(t *testing.T) {
	rows := all(t, must(t, "x.csv", "a,b\n1,\"x\ny\"\n2\n", table.Options{}))
	require.Len(t, rows, 2)
	assert.Equal(t, "1,\"x\ny\"", rows[0].Raw)
	assert.Equal(t, "2", rows[1].Raw)
}

// A bad record is reported with its line, and the records behind it are read.
func TestCSVProblems(t *testing.T) {
	const good = "9,good\n"
	tests := []struct {
		name, text string
		line, good int
		want       string
	}{
		{"too few cells", "1\n" + good, 2, 3, "the row has 1 cells, but the header has 2 columns"},
		{"too many cells", "1,2,3\n" + good, 2, 3, "the row has 3 cells, but the header has 2"},
		{"mark inside", "5\" pipe,x\n" + good, 2, 3, "a quotation mark stands inside a cell"},
		{"text behind the mark", "\"a\"b,x\n" + good, 2, 3, "something follows the closing quotation mark"},
		{"never closed", "\"a,x\n" + good, 2, 3, "a quotation mark is never closed"},
		{"never closed, marks follow", "\"a,x\n9,\"good\"\n", 2, 3, "something follows the closing quotation mark"},
		{"never closed, at the end", good + "1,\"a\n", 3, 2, "a quotation mark is never closed"},
		{"NUL", "1,a\x00\n" + good, 2, 3, "the line holds a NUL byte"},
		{"not UTF-8", "张家港,张家港张家港\xff\n" + good, 2, 3, "the line is not valid UTF-8; convert the file to UTF-8"},
		{"NUL inside an open cell", "1,\"a\nb\x00\"\n" + good, 2, 4, "line 4, inside the cell: the line holds a NUL byte"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows := all(t, must(t, "x.csv", "a,b\n"+"0,first\n"+tt.text, table.Options{}))
			found, read := false, false
			for _, row := range rows {
				switch row.Line {
				case tt.line + 1:
					found = true
					assert.Contains(t, wrong(row), tt.want)
					assert.NotEmpty(t, row.Raw)
				case tt.good + 1:
					read = true
					assert.Equal(t, map[string]any{"a": "9", "b": "good"}, row.Values)
				}
			}
			assert.True(t, found, "the problem is reported: %v", rows)
			assert.True(t, read, "the good row is read: %v", rows)
		})
	}
}

// What Excel wrote as a text formula is the text, and a mark in a cell that nobody reads costs nothing.
func TestCSVMarksInsideCells(t *testing.T) {
	rows := all(t, must(t, "x.csv", "代码,名称,规格\n=\"000001\",甲,5\" 管\n=\"0\"\"1\",乙,\n1,a\"丙,丁\",3\n", table.Options{}))
	require.Len(t, rows, 3)
	assert.Equal(t, "000001", rows[0].Values["代码"])
	assert.Equal(t, "甲", rows[0].Values["名称"])
	for i, column := range []string{"规格", "代码"} {
		bad, is := rows[i].Values[column].(table.Unreadable)
		require.True(t, is, column)
		assert.Contains(t, bad.Reason, "a quotation mark stands inside a cell")
	}
	assert.Contains(t, rows[2].Problem, "a quotation mark stands inside a cell", "it may have held the delimiter")
}

func TestCSVRefuses(t *testing.T) {
	tests := []struct {
		name, file, text string
		opts             table.Options
		want             string
	}{
		{"empty", "x.csv", "", table.Options{}, "cannot read x.csv: the file is empty; its first line must name the columns"},
		{"blank", "x.csv", "\n \n", table.Options{}, "the file is empty"},
		{"empty header", "x.csv", ",,\n", table.Options{}, "the file is empty"},
		{"header row behind the end", "x.csv", "a\n1\n", table.Options{HeaderRow: 9}, "line 9 should be the header row, but the file ends before it"},
		{"header row blank", "x.csv", "a\n\n1\n", table.Options{HeaderRow: 2}, "line 2 should be the header row, but is blank"},
		{"header broken", "x.csv", "a,\"b\n1,2\n", table.Options{}, "line 1, the header: a quotation mark is never closed"},
		{"lone CR", "x.csv", "a,b\r1,2\r", table.Options{}, "its lines end in a lone CR"},
		{"delimiter", "x.csv", "a,b\n", table.Options{Delimiter: '"'}, `'"' cannot be a delimiter`},
		{"encoding", "x.csv", "a,b\n", table.Options{Encoding: "big5"}, `unknown encoding "big5"; known are utf-8, gb18030`},
		{"kind", "x.csv", "a,b\n", table.Options{Kind: "odt"}, `unknown format "odt"; known are csv, jsonl and xlsx`},
		{"name", "x.dat", "a,b\n", table.Options{}, "the name must end in .csv"},
		{"old Excel", "x.xls", "a,b\n", table.Options{}, "open it and save it as .xlsx"},
		{"JSON", "x.json", "[]", table.Options{}, "write it as JSON Lines"},
		{"Excel named CSV", "x.csv", "PK\x03\x04...", table.Options{}, "it is an Excel workbook or a zip archive, not text"},
		{"compressed", "x.csv", "\x1f\x8b\x08", table.Options{}, "it is compressed; unpack it first"},
		{"UTF-16 without mark", "x.csv", "a\x00,\x00b\x00\n\x00", table.Options{}, "it looks like UTF-16 without a byte order mark"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := open(t, tt.file, tt.text, tt.opts)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

// Only who reads a column has to know what is wrong with it.
func TestCSVWhatNobodyReads(t *testing.T) {
	r := must(t, "x.csv", "a,备注,c,备注,,d,\n1,x,3,y,,4,\n1,x,3,y,beside,4,\n1,x,3\n,,,,below,,\n", table.Options{})
	assert.Equal(t, []string{"a", "备注 (1)", "c", "备注 (2)", "d"}, r.Columns())
	rows := all(t, r)
	require.Len(t, rows, 3)
	whole := map[string]any{"a": "1", "备注 (1)": "x", "c": "3", "备注 (2)": "y", "d": "4"}
	assert.Equal(t, whole, rows[0].Values)
	assert.Equal(t, whole, rows[1].Values)
	assert.Equal(t, "3", rows[2].Values["c"])
	assert.Contains(t, wrong(rows[2]), "is missing: the row has 3 cells")
	assert.Equal(t, []string{"column 5 (E) has no name in the header, so it is not read; in line 3 it holds something"}, r.Notes())
}

func TestCSVInGB18030(t *testing.T) {
	text, err := simplifiedchinese.GB18030.NewEncoder().String("名称,地区\n张家港永钢集团有限公司,苏州\n")
	require.NoError(t, err)
	r := must(t, "x.csv", text+"\x81,x\n", table.Options{Encoding: "GBK"})
	rows := all(t, r)
	require.Len(t, rows, 2)
	assert.Equal(t, map[string]any{"名称": "张家港永钢集团有限公司", "地区": "苏州"}, rows[0].Values)
	assert.Contains(t, rows[1].Problem, "the line is not valid GB 18030")
	assert.Empty(t, r.Notes(), "nothing was assumed")
	r = must(t, "x.csv", text, table.Options{})
	assert.Equal(t, []string{"the file is read as GB 18030"}, r.Notes())
	assert.Equal(t, []string{"名称", "地区"}, r.Columns())
}
