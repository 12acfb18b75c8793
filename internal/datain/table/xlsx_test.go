package table_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clustergraph/clustergraph/internal/datain/table"
)

// written makes a workbook with a library that shares no code with the reader.
func written(t testing.TB, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	require.NoError(t, f.Close())
	return out.String()
}

func set(t testing.TB, f *excelize.File, sheet string, rows map[string][]any) {
	t.Helper()
	for at, row := range rows {
		require.NoError(t, f.SetSheetRow(sheet, at, &row))
	}
}

// styled gives a cell a value and a number format.
func styled(t testing.TB, f *excelize.File, cell string, value any, code string) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	require.NoError(t, err)
	require.NoError(t, f.SetCellValue("Sheet1", cell, value))
	require.NoError(t, f.SetCellStyle("Sheet1", cell, cell, style))
}

func TestExcelValues(t *testing.T) {
	text := written(t, func(f *excelize.File) {
		set(t, f, "Sheet1", map[string][]any{
			"A1": {" 名称 ", "number", "noise", "share", "code", "date", "month", "year", "moment", "time", "yes"},
			"A2": {"永钢 & <Co>\n二", 1234.5, 0.1 + 0.2, nil, nil, nil, nil, nil, nil, nil, true},
		})
		day := time.Date(2021, 3, 5, 0, 0, 0, 0, time.UTC)
		styled(t, f, "D2", 0.125, "0.0%")
		styled(t, f, "E2", 1, "000000")
		styled(t, f, "F2", day, "yyyy/m/d")
		styled(t, f, "G2", day, `yyyy"年"m"月"`)
		styled(t, f, "H2", day, "yyyy")
		styled(t, f, "I2", day.Add(13*time.Hour+7*time.Second), "yyyy-mm-dd hh:mm")
		styled(t, f, "J2", 0.5, "hh:mm:ss")
	})
	r := must(t, "x.xlsx", text, table.Options{})
	assert.Equal(t, []string{"名称", "number", "noise", "share", "code", "date", "month", "year", "moment", "time", "yes"}, r.Columns())
	rows := all(t, r)
	require.Len(t, rows, 1)
	assert.Equal(t, 2, rows[0].Line)
	assert.Equal(t, map[string]any{
		"名称": "永钢 & <Co>\n二", "number": "1234.5", "noise": "0.3", "share": "12.5%", "code": "000001", "date": "2021-03-05",
		"month": "2021-03", "year": "2021", "moment": "2021-03-05T13:00:07", "time": "12:00:00", "yes": "true",
	}, rows[0].Values)
	assert.Equal(t, "永钢 & <Co>\n二\t1234.5\t0.3\t12.5%\t000001\t2021-03-05\t2021-03\t2021\t2021-03-05T13:00:07\t12:00:00\ttrue", rows[0].Raw)
	assert.Empty(t, r.Notes())
	read, size := r.Progress()
	assert.Positive(t, read)
	assert.LessOrEqual(t, read, size)
}

func TestExcelProblemsNameTheCell(t *testing.T) {
	text := written(t, func(f *excelize.File) {
		set(t, f, "Sheet1", map[string][]any{
			"B3": {"name", "n"}, "B4": {"a", nil}, "B5": {"merged", 1}, "B6": {nil, 2}, "B7": {"wide", nil}, "B8": {"big", 1234567890123456789.0},
			"B9": {"good", 3}, "B12": {"last", 4}, "A13": {"beside", "read"}, "A14": {"below"},
		})
		require.NoError(t, f.SetCellFormula("Sheet1", "C4", "1+1"))
		require.NoError(t, f.MergeCell("Sheet1", "B5", "B6"))
		require.NoError(t, f.MergeCell("Sheet1", "B7", "C7"))
	})
	got := map[int]string{}
	for _, row := range all(t, must(t, "x.xlsx", text, table.Options{})) {
		got[row.Line] = wrong(row)
	}
	assert.Equal(t, map[int]string{
		4: "cell C4 is a formula without a stored result; open the workbook in Excel or LibreOffice and save it again",
		5: "", 6: "cell B6 is part of the merged cells B5:B6; unmerge them and fill in each row, or name the column in fillDown",
		7: "cell C7 is part of the merged cells B7:C7; unmerge them and fill in each row",
		8: "cell C8 holds a number of more than 15 digits, which Excel has rounded; format the column as text and enter it again",
		9: "", 12: "", 13: "",
	}, got)
}

func TestExcelSheets(t *testing.T) {
	text := written(t, func(f *excelize.File) {
		require.NoError(t, f.SetSheetName("Sheet1", "hidden"))
		for _, name := range []string{"企业", "人才"} {
			_, err := f.NewSheet(name)
			require.NoError(t, err)
		}
		f.SetActiveSheet(1)
		require.NoError(t, f.SetSheetVisible("hidden", false))
		for _, name := range []string{"hidden", "企业", "人才"} {
			set(t, f, name, map[string][]any{"A1": {"of"}, "A2": {name}})
		}
	})
	tests := []struct{ sheet, want, note string }{
		{"", "企业", "sheet 企业 is read; there are also 人才"},
		{"人才", "人才", ""},
		{"hidden", "hidden", "sheet hidden is hidden in the workbook"},
	}
	for _, tt := range tests {
		t.Run(tt.sheet, func(t *testing.T) {
			r := must(t, "x.xlsx", text, table.Options{Sheet: tt.sheet})
			rows := all(t, r)
			require.Len(t, rows, 1)
			assert.Equal(t, map[string]any{"of": tt.want}, rows[0].Values)
			if tt.note != "" {
				assert.Equal(t, []string{tt.note}, r.Notes())
			}
		})
	}
	_, err := open(t, "x.xlsx", text, table.Options{Sheet: "项目"})
	assert.ErrorContains(t, err, `the workbook has no sheet "项目"; it has: hidden, 企业, 人才`)
}

func TestExcelHeaderRow(t *testing.T) {
	text := written(t, func(f *excelize.File) {
		set(t, f, "Sheet1", map[string][]any{"A1": {"a title"}, "A4": {"a", "b"}, "A5": {1, 2}})
		require.NoError(t, f.MergeCell("Sheet1", "A1", "B1"))
	})
	rows := all(t, must(t, "x.xlsx", text, table.Options{HeaderRow: 4}))
	require.Len(t, rows, 1)
	assert.Equal(t, map[string]any{"a": "1", "b": "2"}, rows[0].Values)
	_, err := open(t, "x.xlsx", text, table.Options{HeaderRow: 3})
	assert.ErrorContains(t, err, "row 3 should be the header row, but is empty")
	_, err = open(t, "x.xlsx", text, table.Options{HeaderRow: 9})
	assert.ErrorContains(t, err, "row 9 should be the header row, but the sheet ends before it")
}

// What other programs write, which the library above does not.
func TestExcelCellKinds(t *testing.T) {
	shared := `<sst><si><t>one</t></si><si><r><t xml:space="preserve">two </t></r><r><t>_x0041_</t></r><rPh><t>reading</t></rPh></si></sst>`
	tests := []struct{ name, cell, want, problem string }{
		{"shared text", `<c r="A2" t="s"><v>1</v></c>`, "two A", ""},
		{"line breaks", cell("A2", "a_x000D_\nb_x000D_c"), "a\nb\nc", ""},
		{"no such text", `<c r="A2" t="s"><v>7</v></c>`, "", "cell A2 refers to a text that the workbook does not hold"},
		{"formula with a text", `<c r="A2" t="str"><f>A1</f><v>x</v></c>`, "x", ""},
		{"formula with a number", `<c r="A2"><f>1/3</f><v>0.33333333333333331</v></c>`, "0.333333333333333", ""},
		{"error", `<c r="A2" t="e"><f>A9</f><v>#REF!</v></c>`, "", "cell A2 shows the error #REF!"},
		{"false", `<c r="A2" t="b"><v>0</v></c>`, "false", ""},
		{"ISO date", `<c r="A2" t="d"><v>2021-03-05</v></c>`, "2021-03-05", ""},
		{"exponent", `<c r="A2"><v>1.5E+6</v></c>`, "1500000", ""},
		{"no number", `<c r="A2"><v>x</v></c>`, "", "cell A2 is declared a number but is none"},
		{"kind", `<c r="A2" t="zz"><v>x</v></c>`, "", "cell A2 is of a kind that is not known"},
		{"without names", `<c t="inlineStr"><is><t>x</t></is></c>`, "x", ""},
		{"out of order", cell("B2", "x") + cell("A2", "y"), "", "cell B2 stands in its row twice, or out of order"},
		{"NUL", cell("A2", "a_x0000_"), "", "cell A2 holds a NUL character"},
		{"too far right", cell("A2", "x") + cell("ALM2", "y"), "x", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := book(t, `<row r="1">`+cell("A1", "a")+cell("B1", "b")+`</row><row r="2">`+tt.cell+`</row><row r="3">`+cell("A3", "next")+`</row>`,
				map[string]string{"xl/sharedStrings.xml": shared})
			rows := all(t, must(t, "x.xlsx", text, table.Options{}))
			require.Len(t, rows, 2)
			assert.Equal(t, tt.problem, wrong(rows[0]))
			if tt.problem == "" {
				assert.Equal(t, map[string]any{"a": tt.want, "b": ""}, rows[0].Values)
			}
			assert.Equal(t, map[string]any{"a": "next", "b": ""}, rows[1].Values)
		})
	}
}
