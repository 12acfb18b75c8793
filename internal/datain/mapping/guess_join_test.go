package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
)

func sampleOf(file, heads string, rows ...string) mapping.Sample {
	s := mapping.Sample{File: file}
	for _, row := range rows {
		columns, values := cells(heads, row)
		s.Columns, s.Rows = columns, append(s.Rows, values)
	}
	return s
}

// Files of another system name each other's rows by ids of that system.
func TestFilesThatJoinByIDsOfTheirOwn(t *testing.T) {
	samples := []mapping.Sample{
		sampleOf("company.csv", "id|name|districtId", "1|甲|7", "2|乙|7", "3|丙|8"),
		sampleOf("segment.csv", "id|环节名称", "11|光刻", "12|封装"),
		sampleOf("district.csv", "id|板块名称", "7|经开区", "8|高新区"),
		sampleOf("company_segment.csv", "srcId|dstId|role|since", "1|11|龙头|2020", "2|12|配套|2021"),
		sampleOf("supplies.csv", "src|dst|供应产品", "1|2|胶", "2|3|硅片"),
		sampleOf("relations.csv", "from|to|kind", "1|3|A", "2|1|B"),
	}
	text := string(mapping.Guess(load(t), samples...))
	m := parse(t, text)
	require.Len(t, m.Files, 6, text)
	company := m.Files[1].Interpret(samples[0].Rows[0])
	assert.Equal(t, map[string]any{"foreignId": "my-source:1", "name": "甲"}, company.Nodes[0].Row.Values)
	assert.Equal(t, "my-source:7", company.Links[0].To.Ref.Value)
	assert.Equal(t, "foreignId", company.Links[0].To.Ref.Field)
	assert.Equal(t, "my-source:11", m.Files[2].Interpret(samples[1].Rows[0]).Nodes[0].Row.Values["code"])

	link := m.Files[4].Interpret(samples[3].Rows[0]).Links[0]
	assert.Equal(t, []any{"OPERATES_IN", "my-source:1", "my-source:11"}, []any{link.Type, link.From.Ref.Value, link.To.Ref.Value})
	assert.Equal(t, map[string]any{"role": "龙头", "since": "2020"}, link.Row.Values)
	assert.Equal(t, "SUPPLIES", m.Files[5].Interpret(samples[4].Rows[0]).Links[0].Type)
	assert.Contains(t, text, "# - file: relations.csv")
	assert.Contains(t, text, "# rows lead from a Company to a Company; say which it is of SHAREHOLDER_OF, SUPPLIES")
}

// A running number is no id: nothing refers to it.
func TestARunningNumberIsNoForeignID(t *testing.T) {
	text := string(mapping.Guess(load(t), sampleOf("company.csv", "编号|企业名称", "1|甲", "2|乙"), sampleOf("project.csv", "编号|项目名称", "1|丙", "2|丁")))
	assert.NotContains(t, text, "foreignId: ")
}
