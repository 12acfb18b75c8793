package trial_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/trial"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/schema"
)

// officeBook has instructions, a list of firms under a merged title with heads in two rows and
// districts merged downwards, a list of projects, and a hidden sheet.
func officeBook(t *testing.T) *fstest.MapFile {
	return workbook(t, func(f *excelize.File) {
		require.NoError(t, f.SetSheetName("Sheet1", "说明"))
		rowsOf(t, f, "说明", []any{"填表说明"}, []any{"一、逐项填写"}, []any{"二、加盖公章"})
		for _, name := range []string{"企业", "项目", "旧"} {
			_, err := f.NewSheet(name)
			require.NoError(t, err)
		}
		rowsOf(t, f, "企业", []any{"2024年企业名单"}, []any{"填报单位：招商中心", nil, nil, "单位：万元"},
			[]any{"所属板块", "企业名称", "注册资本", nil, "成立日期"}, []any{nil, nil, "认缴", "实缴"},
			[]any{"经开区", "甲", 1200, 600, "2020-01-02"}, []any{nil, "乙", 50, 50, "2021-03-04"}, []any{"高新区", "丙", 70, 10, "2022-05-06"})
		for _, area := range [][2]string{{"A1", "E1"}, {"A3", "A4"}, {"B3", "B4"}, {"C3", "D3"}, {"E3", "E4"}, {"A5", "A6"}} {
			require.NoError(t, f.MergeCell("企业", area[0], area[1]))
		}
		rowsOf(t, f, "项目", []any{"项目名称", "总投资（亿元）"}, []any{"丁", 3.5}, []any{"戊", 1})
		require.NoError(t, f.SetSheetVisible("旧", false))
	})
}

func guessed(t *testing.T, files fstest.MapFS, name string, at trial.Where) (string, []trial.Part) {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	parts := trial.Parts(files, name, at, 100)
	var samples []mapping.Sample
	for _, p := range parts {
		if p.Err == nil {
			samples = append(samples, p.Sample)
		}
	}
	return string(mapping.Guess(cat, samples...)), parts
}

func TestAGuessLooksAtEverySheet(t *testing.T) {
	files := fstest.MapFS{"a.xlsx": officeBook(t)}
	text, parts := guessed(t, files, "a.xlsx", trial.Where{})
	require.Len(t, parts, 3, "the hidden sheet is not read")
	assert.Equal(t, []string{"所属板块", "企业名称", "注册资本 认缴", "注册资本 实缴", "成立日期"}, parts[1].Columns)
	assert.Contains(t, text, "# not read: sheet 说明 of a.xlsx, of which no column is known")
	assert.Contains(t, text, "xlsx: {sheet: 企业}")
	assert.Contains(t, text, "name: 企业名称")
	assert.Contains(t, text, "foundedOn: {column: 成立日期, onError: omit}")
	assert.Contains(t, text, "xlsx: {sheet: 项目}")
	tried, err := trial.Run(files, parse(t, text), 100)
	require.NoError(t, err)
	assert.Equal(t, 3, tried[1].Nodes["Company"])
	assert.Equal(t, 2, tried[2].Nodes["Project"])
}

func TestAGuessTakesASheetAndARow(t *testing.T) {
	files := fstest.MapFS{"a.xlsx": officeBook(t), "b.csv": {Data: []byte("a,b\n企业名称,成立日期\n甲,2020\n")}}
	text, parts := guessed(t, files, "a.xlsx", trial.Where{Sheet: "企业", HeaderRow: 3})
	require.Len(t, parts, 1)
	assert.Contains(t, text, "xlsx: {sheet: 企业, headerRow: 3}")
	text, _ = guessed(t, files, "b.csv", trial.Where{HeaderRow: 2})
	assert.Contains(t, text, "csv: {headerRow: 2}")
	assert.Contains(t, text, "name: 企业名称")
}

func TestCellsMergedDownwardsCanBeFilled(t *testing.T) {
	const nodes = "FILL\nnodes: [{entity: Company, key: name, as: company, fields: {name: 企业名称}}]\nlinks: [{type: LOCATED_IN, from: company, to: {entity: District, key: name, value: {column: 所属板块, required: true}}}]"
	mapped := func(head, fill string) string { return head + replaced(nodes, "FILL", fill) }
	book := officeBook(t)
	assert.Contains(t, printed(t, "a.xlsx", book, mapped("file: a.xlsx\nxlsx: {sheet: 企业}\n", "fillDown: 所属板块")), "a.xlsx  3     0        0         3 Company, 3 LOCATED_IN")
	assert.Contains(t, printed(t, "a.xlsx", book, mapped("file: a.xlsx\nxlsx: {sheet: 企业}\n", "")), "a.xlsx:6: rejected: 所属板块 \"\": cell A6 is part of the merged cells A5:A6; unmerge them and fill in each row, or name the column in fillDown")
	list := csvFile("所属板块,企业名称\n经开区,甲\n,乙\n合计,2\n高新区,丙\n")
	assert.Contains(t, printed(t, "a.csv", list, mapped("file: a.csv\ntotals: skip\n", "fillDown: [所属板块]")), "a.csv  4     1        0         3 Company, 3 LOCATED_IN")
	_, err := trial.Run(fstest.MapFS{"a.csv": list}, parse(t, "version: 1\nfiles: [{file: a.csv, fillDown: 板块, nodes: [{entity: Company, key: name, fields: {name: 企业名称}}]}]"), 10)
	assert.ErrorContains(t, err, `lacks columns that the mapping reads: "板块"`)
}
