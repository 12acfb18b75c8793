package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func grid(text string) (rows [][]string) {
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		rows = append(rows, strings.Split(strings.TrimSpace(line), "|"))
	}
	return rows
}

func TestFindHead(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       head
	}{
		{"plain", "a|b\n1|2\n3|4", head{0, 1}},
		{"title", "企业名单||\n名称|代码|备注\n甲|1|x\n乙|2|", head{1, 1}},
		{"title of two columns", "企业名单|\n名称|代码\n甲|1\n乙|2", head{1, 1}},
		{"title, unit and maker", "2023年项目表\n填报单位：招商中心||单位：万元\n名称|代码|金额\n甲|1|5\n乙|2|6", head{2, 1}},
		{"one column", "名称\n甲\n乙\n丙", head{0, 1}},
		{"one column with a stray remark", "名称\n甲\n乙|x\n丙", head{0, 1}},
		{"a header without rows", "名称\n甲|1", head{0, 1}},
		{"short rows below", "名称|代码\n甲|\n乙|\n丙|1", head{0, 1}},
		{"two rows", "序号|名称|资本||法人|\n||认缴|实缴|姓名|电话\n1|甲|5|6|张三|7", head{0, 2}},
		{"two rows under a title", "名单|||\n名称|资本||备注\n|认缴|实缴|\n甲|5|6|\n乙|7|8|x", head{1, 2}},
		{"units below", "名称|资本|营收\n|（万元）|（万元）\n甲|1|2", head{0, 2}},
		{"a column without a name", "名称|代码||备注\n甲|1|5|x\n乙|2||", head{0, 1}},
		{"a sparse first row", "名称|代码|备注\n甲||\n乙|1|", head{0, 1}},
		{"a sparse row beside a gap", "名称||备注\n甲|x|\n乙||y", head{0, 1}},
		{"captions as names", "名称：|代码：\n甲|1\n乙|2", head{0, 1}},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, findHead(grid(tt.text))) })
	}
}

func TestJoinHead(t *testing.T) {
	rows := grid("序号|名称|资本||法人|\n||认缴|实缴|姓名|电话")
	assert.Equal(t, []string{"序号", "名称", "资本 认缴", "资本 实缴", "法人 姓名", "法人 电话"}, joinHead(rows[0], rows[1]))
	rows = grid("名称|资本\n|（万元）")
	assert.Equal(t, []string{"名称", "资本 （万元）"}, joinHead(rows[0], rows[1]))
}
