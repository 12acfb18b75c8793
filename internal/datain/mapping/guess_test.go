package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
)

func TestGuess(t *testing.T) {
	tests := []struct {
		name    string
		columns []string
		sample  []map[string]any
		want    []string
	}{
		{
			"firms.csv",
			[]string{"序号", "企业名称", "社会信用代码号", "注册资本（万元）", "成立时间", "曾用名", "所在区代码"},
			[]map[string]any{
				{"序号": "1", "企业名称": "甲", "社会信用代码号": "91320582PDY00001X7", "注册资本（万元）": "1,000", "成立时间": "2011/3/5", "曾用名": "乙、丙", "所在区代码": "320582"},
				{"序号": "2", "企业名称": "乙", "社会信用代码号": "91320582PDY0000287", "注册资本（万元）": "500", "成立时间": "2012-01-01", "曾用名": "", "所在区代码": "320500"},
			},
			[]string{
				"entity: Company", "name: 企业名称", "uscc: 社会信用代码号", `registeredCapital: {column: "注册资本（万元）", transform: {amount: {unit: 万元, round: true}}, onError: omit}`,
				"foundedOn: {column: 成立时间, onError: omit}", "formerNames: {column: 曾用名, split: \"、\"}",
				"type: LOCATED_IN\n        from: company\n        to: {entity: District, key: code, value: 所在区代码}", "# not used: 序号, such as \"1\"",
			},
		},
		{
			"people.jsonl", nil,
			[]map[string]any{{"english_name": "Zhang San", "highest degree": "博士", "姓名": "张三", "orcid": "0000-0002-1825-0097"}},
			[]string{"entity: Person", "name: 姓名", "englishName: english_name", `highestDegree: {column: "highest degree", transform: {enum: {专科: ASSOCIATE, `, `博士: DOCTORATE, 博士研究生: DOCTORATE`, "orcid: orcid"},
		},
		{
			"codes.csv",
			[]string{"x", "y"},
			[]map[string]any{{"x": "600000", "y": "甲"}, {"x": "000001.SZ", "y": "乙"}},
			[]string{"entity: Company", "stockCode: x", `# not used: "y"`},
		},
		{
			"项目.xlsx",
			[]string{"项目名称", "阶段: \"a\""},
			nil,
			[]string{"entity: Project", "key: name # a weak key; one of registrationCode", "name: 项目名称"},
		},
		{
			"patents.csv",
			[]string{"申请号", "专利名称", "发明人", "专利权人", "founded"},
			[]map[string]any{{"申请号": "201710601862.3", "专利名称": "光刻胶", "发明人": "张三；李四", "专利权人": "91320582PDY00001X7", "founded": "x"}},
			[]string{
				"entity: Patent", "type: INVENTED\n        forEach: {column: 发明人, split: \"；\"}\n        from: {entity: Person, key: name, value: {entry: value}}\n        to: patent",
				"type: HOLDS\n        from: {entity: Company, key: uscc, value: 专利权人}\n        to: patent", "# not used: founded",
			},
		},
		{
			"company.csv",
			[]string{"name", "founded"},
			[]map[string]any{{"name": "甲", "founded": "2010"}},
			[]string{"foundedOn: {column: founded, onError: omit}"},
		},
		{"nothing known.csv", []string{"true", "- a"}, nil, []string{`name: "true"`, `# not used: "- a", always empty`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := string(mapping.Guess(load(t), mapping.Sample{File: tt.name, Columns: tt.columns, Rows: tt.sample}))
			for _, want := range tt.want {
				assert.Contains(t, got, want)
			}
			_, err := mapping.Parse([]byte(got), load(t))
			require.NoError(t, err, got)
		})
	}
}

// A guess is a mapping, whatever the columns are called.
func TestGuessOfAnyTableParses(t *testing.T) {
	for _, columns := range [][]string{{}, {""}, {"name"}, {"- a", "#b", "{c}", "d: e", "'", "\u2028"}, {"code", "weight"}, {"公司名称"}} {
		text := mapping.Guess(load(t), mapping.Sample{File: "a [1].csv", Columns: columns})
		_, err := mapping.Parse(text, load(t))
		if len(columns) == 0 || columns[0] == "" {
			assert.ErrorContains(t, err, "anew", "a table without columns has nothing to map")
			continue
		}
		assert.NoError(t, err, "%q:\n%s", columns, text)
	}
}

func TestGuessOfSeveralTables(t *testing.T) {
	m := parse(t, string(mapping.Guess(load(t), mapping.Sample{File: "company.csv", Columns: []string{"name"}}, mapping.Sample{File: "people.csv", Columns: []string{"name"}})))
	require.Len(t, m.Files, 3)
	assert.Equal(t, []string{"sources", "company.csv", "people.csv"}, []string{m.Files[0].Pattern, m.Files[1].Pattern, m.Files[2].Pattern})
}
