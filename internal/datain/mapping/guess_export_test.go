package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
)

// Ids that somebody spoiled while correcting an export are rejected with their rows; the others still
// find what they are about.
func TestAnExportWithSpoiledIDsIsStillOne(t *testing.T) {
	const id = "com_01ke5q8600000000000000000"
	rows := []map[string]any{{"编号": id + "1", "全称": "甲", "所在地 编号": "清空"}, {"编号": id + "2", "全称": "乙"}, {"编号": "新增", "全称": "丙"}, {"编号": "", "全称": "丁"}}
	sample := mapping.Sample{File: "a.xlsx", Columns: []string{"编号", "全称", "所在地 编号"}, Rows: rows}
	text := string(mapping.Guess(load(t), sample))
	assert.Contains(t, text, "# an export: rows are found by their ids")
	assert.Contains(t, text, "id: 编号")
	assert.Contains(t, text, "# remove: {column: 处理, equals: 删除}")
	sample.Rows = append(rows[2:], rows[2:]...)
	assert.NotContains(t, string(mapping.Guess(load(t), sample)), "# an export")
}
