package trial_test

import (
	"errors"
	"io"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/datain/trial"
)

// styled gives a cell a value and a number format.
func styled(t testing.TB, f *excelize.File, cell string, value any, code string) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	require.NoError(t, err)
	require.NoError(t, f.SetCellValue("Sheet1", cell, value))
	require.NoError(t, f.SetCellStyle("Sheet1", cell, cell, style))
}

// firstRow is what a mapping makes of the first row of a file.
func firstRow(t *testing.T, name string, file *fstest.MapFile, text string) mapping.Interpretation {
	t.Helper()
	m := parse(t, text)
	r, err := table.Open(fstest.MapFS{name: file}, name, table.Options{})
	require.NoError(t, err)
	defer r.Close()
	row, err := r.Next()
	require.False(t, errors.Is(err, io.EOF))
	require.NoError(t, err)
	return m.Files[len(m.Files)-1].Interpret(row.Values)
}

func TestAmountsAndDatesAreReadAsTheyAreShown(t *testing.T) {
	const asShown = "version: 1\nfiles: [{file: a.xlsx, nodes: [{entity: Company, key: name, fields: {name: 名称, registeredCapital: 资本, foundedOn: 成立}}]}]"
	for _, tt := range []struct {
		name    string
		capital any
		format  string
		founded any
		shown   string
		values  map[string]any
		reason  string
	}{
		{"unit", 1200, `0"万元"`, 2022.1, "0.00", map[string]any{"registeredCapital": "12000000", "foundedOn": "2022-10"}, ""},
		{"scaled", 12345000, `0!.0,"万元"`, 44260, "yyyy/m/d", map[string]any{"registeredCapital": "12345000", "foundedOn": "2021-03-05"}, ""},
		{"currency", 1200, "[$USD] #,##0", nil, "0", nil, "is in USD, expected yuan"},
		{"yuan", 1200, `[$¥-804]#,##0.00`, 2022.05, "0.00", map[string]any{"registeredCapital": "1200", "foundedOn": "2022-05"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := firstRow(t, "a.xlsx", workbook(t, func(f *excelize.File) {
				rowsOf(t, f, "Sheet1", []any{"名称", "资本", "成立"}, []any{"甲"})
				styled(t, f, "B2", tt.capital, tt.format)
				styled(t, f, "C2", tt.founded, tt.shown)
			}), asShown)
			if tt.reason != "" {
				require.Len(t, got.Problems, 1)
				assert.Contains(t, got.Problems[0].Reason, tt.reason)
				return
			}
			require.Empty(t, got.Problems)
			for name, want := range tt.values {
				assert.EqualValues(t, want, got.Nodes[0].Row.Values[name], name)
			}
		})
	}
}

func TestAPlainNumberOfAWorkbookThatCountsFrom1904(t *testing.T) {
	got := firstRow(t, "a.xlsx", workbook(t, func(f *excelize.File) {
		from1904 := true
		require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}))
		rowsOf(t, f, "Sheet1", []any{"名称", "资本", "成立"}, []any{"甲", 42798, 42798})
	}), "version: 1\nfiles: [{file: a.xlsx, nodes: [{entity: Company, key: name, fields: {name: 名称, registeredCapital: 资本, foundedOn: 成立}}]}]")
	require.Empty(t, got.Problems)
	assert.EqualValues(t, "2021-03-05", got.Nodes[0].Row.Values["foundedOn"])
	assert.EqualValues(t, "42798", got.Nodes[0].Row.Values["registeredCapital"])
}

func TestTheDayOfAMomentIsThatOfTheTimeZone(t *testing.T) {
	const text = "version: 1\nZONEfiles: [{file: a.csv, nodes: [{entity: Company, key: name, fields: {name: 名称, foundedOn: 成立}}]}]"
	for _, tt := range []struct{ zone, written, want, note string }{
		{"", "2022-02-10T16:00:00.000Z", "2022-02-11", "moments such as 2022-02-10T16:00:00Z are days of Asia/Shanghai; timeZone names another"},
		{"timeZone: UTC\n", "2022-02-10T16:00:00.000Z", "2022-02-10", ""},
		{"timeZone: Asia/Shanghai\n", "2022-02-10 15:59:59Z", "2022-02-10", ""},
		{"timeZone: Asia/Shanghai\n", "2022-02-10T23:00:00-05:00", "2022-02-11", ""},
		{"", "2022-02-10T16:00:00", "2022-02-10", ""},
	} {
		t.Run(tt.zone+tt.written, func(t *testing.T) {
			file := &fstest.MapFile{Data: []byte("名称,成立\n甲," + tt.written + "\n")}
			got := firstRow(t, "a.csv", file, replaced(text, "ZONE", tt.zone))
			require.Empty(t, got.Problems)
			assert.EqualValues(t, tt.want, got.Nodes[0].Row.Values["foundedOn"])
			if tt.note != "" {
				assert.Equal(t, []string{tt.note}, got.Notes)
			} else {
				assert.Empty(t, got.Notes)
			}
		})
	}
}

func TestAUnitInAHeadIsTold(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("名称,注册资本（万元）,资本（万美元）\n甲,1200,5\n")}
	const nodes = "file: a.csv\nnodes: [{entity: Company, key: name, fields: {name: 名称, registeredCapital: HOW}}]"
	assert.Contains(t, printed(t, "a.csv", file, replaced(nodes, "HOW", "注册资本（万元）")),
		`a.csv: the head of "注册资本（万元）" names a unit, but its numbers are read as yuan; say transform: {amount: 万元}`)
	assert.Contains(t, printed(t, "a.csv", file, replaced(nodes, "HOW", "{column: 资本（万美元）, transform: {amount: 万元}}")), "names a currency that is not yuan")
	assert.NotContains(t, printed(t, "a.csv", file, replaced(nodes, "HOW", "{column: 注册资本（万元）, transform: {amount: 万元}}")), "names a unit")
}

func TestAUnitAboveTheHeaderIsToldAndGuessed(t *testing.T) {
	files := fstest.MapFS{"a.csv": {Data: []byte("企业资本情况表,,\n,,单位：万元\n企业名称,注册资本,成立日期\n甲,1200,2020\n乙,300元,2021\n")}}
	text, parts := guessed(t, files, "a.csv", trial.Where{})
	assert.Equal(t, "万元", parts[0].Unit)
	assert.Contains(t, text, "registeredCapital: {column: 注册资本, transform: {amount: {unit: 万元, round: true}}, onError: omit}")
	got := firstRow(t, "a.csv", files["a.csv"], text)
	require.Empty(t, got.Problems)
	assert.EqualValues(t, "12000000", got.Nodes[0].Row.Values["registeredCapital"])
	assert.Contains(t, printed(t, "a.csv", files["a.csv"], "file: a.csv\nnodes: [{entity: Company, key: name, fields: {name: 企业名称, registeredCapital: 注册资本}}]"),
		"a.csv: line 2, above the header, names the unit 万元; amounts whose own heads name none need transform: {amount: 万元}")
}

func TestTotalsAndWordsForNothing(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("序号,企业名称,人数\n1,甲,5\n2,-,3\n,小 计,8\n序号,企业名称,人数\n3,合计企业管理有限公司,1\n合计,,9\n注：人数为年末数,,\n填报人：张三,,\n")}
	const nodes = "file: a.csv\nHOWnodes: [{entity: Company, key: name, fields: {name: 企业名称}}]"
	read := printed(t, "a.csv", file, replaced(nodes, "HOW", ""))
	const lines = "a.csv: totals, remarks or heads stand between the rows in line 4 (小 计), 5 (序号), 7 (合计), 8 (注:人数为年末数), 9 (填报人:张三): "
	assert.Contains(t, read, lines+"they are read as rows, totals: skip leaves them out")
	assert.Contains(t, read, `a.csv: "-" stands in 企业名称, by which a Company is found: emptyAs: ["-"] counts it as missing`)
	skipped := printed(t, "a.csv", file, replaced(nodes, "HOW", "totals: skip\n"))
	assert.Contains(t, skipped, lines+"they are left out")
	assert.Contains(t, skipped, "a.csv  8     5        0         3 Company")
}
