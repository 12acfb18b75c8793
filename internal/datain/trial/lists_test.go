package trial_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clustergraph/clustergraph/internal/datain/trial"
)

// workbook makes an Excel file with a library that shares no code with the reader.
func workbook(t testing.TB, fill func(f *excelize.File)) *fstest.MapFile {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	require.NoError(t, f.Close())
	return &fstest.MapFile{Data: out.Bytes()}
}

func rowsOf(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow(sheet, at, &row))
	}
}

// printed is what the check says of one file under a mapping of it.
func printed(t testing.TB, name string, file *fstest.MapFile, nodes string) string {
	t.Helper()
	text := "version: 1\nfiles:\n  - " + strings.ReplaceAll(strings.TrimSpace(nodes), "\n", "\n    ") + "\n"
	tried, err := trial.Run(fstest.MapFS{name: file}, parse(t.(*testing.T), text), 100)
	require.NoError(t, err)
	var out strings.Builder
	require.NoError(t, trial.Print(&out, tried, 20))
	return out.String()
}

// dirty is a list in which everything that nobody reads is wrong.
func dirty(t *testing.T) *fstest.MapFile {
	return workbook(t, func(f *excelize.File) {
		rowsOf(t, f, "Sheet1",
			[]any{"企业名称", "代码", "比率", "编号", "小计", "备注", "备注", "成立日期"},
			[]any{"甲", "600000", nil, 1234567890123456789.0, nil, "x", nil, "2021", nil, "see beside"},
			[]any{"乙", "600001", nil, nil, nil, "merged"},
			[]any{"丙", "600004"},
			[]any{nil, nil, nil, nil, nil, nil, nil, nil, nil, "a remark below"},
		)
		require.NoError(t, f.SetCellFormula("Sheet1", "E2", "1+1"))
		require.NoError(t, f.SetCellStr("Sheet1", "C2", "#DIV/0!"))
		require.NoError(t, f.SetCellFormula("Sheet1", "C3", "1/0"))
		require.NoError(t, f.MergeCell("Sheet1", "F3", "G4"))
	})
}

func TestOnlyWhatIsReadIsAtFault(t *testing.T) {
	assert.Equal(t, `file    rows  skipped  rejected  means
a.xlsx  3     0        0         3 Company
a.xlsx: column 10 (J) has no name in the header, so it is not read; in line 2 it holds something
`, printed(t, "a.xlsx", dirty(t), "file: a.xlsx\nnodes: [{entity: Company, fields: {stockCode: 代码, name: 企业名称, foundedOn: 成立日期}}]"))

	assert.Equal(t, `file   rows  skipped  rejected  means
a.csv  2     0        0         2 Company
`, printed(t, "a.csv", &fstest.MapFile{Data: []byte("代码,企业名称,备注,备注\n600000,甲\n600001,乙,x,y\n")}, "file: a.csv\nnodes: [{entity: Company, fields: {stockCode: 代码, name: 企业名称}}]"))
}

func TestWhatIsReadAndCannotBeIsOmittedWhereTheMappingSaysSo(t *testing.T) {
	const nodes = "file: a.xlsx\nnodes: [{entity: Company, fields: {stockCode: 代码, name: 企业名称, shortName: {column: 编号, onError: omit}, description: {column: 备注 (2)ERROR}}}]"
	omitted := printed(t, "a.xlsx", dirty(t), strings.ReplaceAll(nodes, "ERROR", ", onError: omit"))
	assert.Contains(t, omitted, "a.xlsx  3     0        0         3 Company")
	assert.Contains(t, omitted, `a.xlsx:2: left out: 编号 "1234567890123450000": cell D2 holds a number of more than 15 digits`)
	assert.Contains(t, omitted, `a.xlsx:3: left out: 备注 (2) "": cell G3 is part of the merged cells F3:G4`)
	assert.Contains(t, printed(t, "a.xlsx", dirty(t), strings.ReplaceAll(nodes, "ERROR", "")), `a.xlsx:4: rejected: 备注 (2) "": cell G4 is part of`)
}

func TestAHeadThatStandsThereTwiceIsRefusedOnlyWhereItIsRead(t *testing.T) {
	m := parse(t, "version: 1\nfiles: [{file: a.xlsx, nodes: [{entity: Company, fields: {stockCode: 代码, description: 备注}}]}]")
	_, err := trial.Run(fstest.MapFS{"a.xlsx": dirty(t)}, m, 10)
	assert.ErrorContains(t, err, `"备注" stands in the header several times, say which is meant, as in "备注 (1)"`)
}

func replaced(text, old, new string) string { return strings.ReplaceAll(text, old, new) }
