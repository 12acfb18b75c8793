package mapping

import (
	"fmt"
	"slices"
)

// emptyWords are what lists write where there is nothing.
var emptyWords = []string{"-", "--", "—", "——", "/", "\\", "无", "暂无", "待定", "待补充", "不详", "未知", "未填", "N/A", "n/a", "NA", "null", "NULL"}

// wordInKey notes a word for nothing in a key: all rows with it would be one node.
func (r *reading) wordInKey(entity string, c cell) {
	if text := textOf(c.value); slices.Contains(emptyWords, text) {
		r.notes = append(r.notes, fmt.Sprintf("%q stands in %s, by which a %s is found: emptyAs: [%q] counts it as missing", text, c.column, entity, text))
	}
}
