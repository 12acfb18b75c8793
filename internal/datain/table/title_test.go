package table_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clustergraph/clustergraph/internal/datain/table"
)

// titled are the same list under titles, as CSV.
var titled = map[string]string{
	"comma":     "2024年企业名单,,\n单位：万元,,\n名称,代码,板块\n甲,1,东\n,2,西\n",
	"semicolon": "2024年企业名单\n\n名称;代码;板块\n甲;1;东\n;2;西\n",
	"tab":       "2024年企业名单\n名称\t代码\t板块\n甲\t1\t东\n\t2\t西\n",
}

func TestTitlesAboveTheHeaderArePassedOver(t *testing.T) {
	want := []map[string]any{{"名称": "甲", "代码": "1", "板块": "东"}, {"名称": "", "代码": "2", "板块": "西"}}
	for name, text := range titled {
		t.Run(name, func(t *testing.T) {
			r := must(t, "x.csv", text, table.Options{})
			assert.Equal(t, want, valuesOf(all(t, r)))
			assert.Contains(t, r.Notes()[len(r.Notes())-1], "is the header; what stands above it is not read")
		})
	}
	t.Run("merged", func(t *testing.T) {
		workbook := written(t, func(f *excelize.File) {
			set(t, f, "Sheet1", map[string][]any{"A1": {"2024年企业名单"}, "A3": {"名称", "代码", "板块"}, "A4": {"甲", 1, "东"}, "B5": {2, "西"}})
			require.NoError(t, f.MergeCell("Sheet1", "A1", "C1"))
		})
		r := must(t, "x.xlsx", workbook, table.Options{})
		assert.Equal(t, want, valuesOf(all(t, r)))
		assert.Equal(t, []string{"line 3 is the header; what stands above it is not read"}, r.Notes())
	})
}

// Who says that the title is the header is told so, instead of losing all columns but one.
func TestATitleThatIsSaidToBeTheHeader(t *testing.T) {
	for _, row := range all(t, must(t, "x.csv", titled["comma"], table.Options{HeaderRow: 1})) {
		if row.Values == nil {
			assert.Contains(t, row.Problem, "say which row is the header")
		}
	}
	rows := all(t, must(t, "x.csv", titled["comma"], table.Options{HeaderRow: 3}))
	require.Len(t, rows, 2)
	assert.Equal(t, "甲", rows[0].Values["名称"])
}

func TestHeadsOfTwoRows(t *testing.T) {
	want := []string{"序号", "名称", "资本 认缴", "资本 实缴", "法人"}
	r := must(t, "x.csv", "企业名单\n序号,名称,资本,,法人\n,,认缴,实缴,\n1,甲,5,6,张三\n2,乙,7,8,李四\n", table.Options{})
	assert.Equal(t, want, r.Columns())
	assert.Equal(t, map[string]any{"序号": "1", "名称": "甲", "资本 认缴": "5", "资本 实缴": "6", "法人": "张三"}, all(t, r)[0].Values)
	workbook := written(t, func(f *excelize.File) {
		set(t, f, "Sheet1", map[string][]any{"A1": {"企业名单"}, "A2": {"序号", "名称", "资本", nil, "法人"}, "C3": {"认缴", "实缴"}, "A4": {1, "甲", 5, 6, "张三"}, "A5": {2, "乙", 7, 8, "李四"}})
		for _, area := range [][2]string{{"A1", "E1"}, {"A2", "A3"}, {"B2", "B3"}, {"C2", "D2"}, {"E2", "E3"}} {
			require.NoError(t, f.MergeCell("Sheet1", area[0], area[1]))
		}
	})
	r = must(t, "x.xlsx", workbook, table.Options{})
	assert.Equal(t, want, r.Columns())
	rows := all(t, r)
	require.Len(t, rows, 2)
	assert.Equal(t, "6", rows[0].Values["资本 实缴"])
	assert.Contains(t, r.Notes(), "the header is lines 2 and 3, whose names are joined")
}

func valuesOf(rows []table.Row) (list []map[string]any) {
	for _, r := range rows {
		list = append(list, r.Values)
	}
	return list
}
