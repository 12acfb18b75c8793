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
		{"captions above few rows", "名单||||\n填报单位：统计局||||单位：万元\n序号|名称|资本||备注\n||认缴|实缴|\n一|||甲类|\n1|甲|5|6|\n小计||5||\n二|||乙类|\n2|乙|7|8|\n合计||12||\n注：快报数||||", head{2, 2}},
		{"totals and remarks below", "名单||\n名称|代码|备注\n甲|1|x\n合计||\n注：快报数||\n审核人：张三||\n填报日期：2022年||", head{1, 1}},
		{"one column", "名称\n甲\n乙\n丙", head{0, 1}},
		{"one column with a stray remark", "名称\n甲\n乙|x\n丙", head{0, 1}},
		{"a header without rows", "名称\n甲|1", head{0, 1}},
		{"short rows below", "名称|代码\n甲|\n乙|\n丙|1", head{0, 1}},
		{"two rows", "序号|名称|资本||法人|\n||认缴|实缴|姓名|电话\n1|甲|5|6|张三|7", head{0, 2}},
		{"two rows under a title", "名单|||\n名称|资本||备注\n|认缴|实缴|\n甲|5|6|\n乙|7|8|x", head{1, 2}},
		{"three rows", "序号|名称|资本||\n||注册资本||实缴\n|||美元（万）|\n1|甲|5||6\n2|乙|7||8", head{0, 3}},
		{"units below two rows", "序号|名称|资本||\n||认缴|实缴|\n||（万元）|（万元）|\n1|甲|5|6|", head{0, 3}},
		{"groups above all names", "基本情况|||经营情况|\n序号|名称|代码|营收|利润\n1|甲|x|5|6\n2|乙|y|7|8", head{0, 2}},
		{"a header with gaps above numbers", "名称|||代码|\n甲|1|2|x|6\n乙|3|4|y|8", head{0, 1}},
		{"units below", "名称|资本|营收\n|（万元）|（万元）\n甲|1|2", head{0, 2}},
		{"a column without a name", "名称|代码||备注\n甲|1|5|x\n乙|2||", head{0, 1}},
		{"a sparse first row", "名称|代码|备注\n甲||\n乙|1|", head{0, 1}},
		{"a sparse row beside a gap", "名称||备注\n甲|x|\n乙||y", head{0, 1}},
		{"captions as names", "名称：|代码：\n甲|1\n乙|2", head{0, 1}},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, findHead(grid(tt.text))) })
	}
}

func TestUnitsAboveTheHeader(t *testing.T) {
	for line, want := range map[string]string{
		"填报单位：招商中心||单位：万元": "万元", "（金额单位：人民币亿元）": "亿元", "单位：亿元、亩": "亿元", "计量单位 千元": "千元",
		"单位：元": "", "填报单位：万科公司": "", "单位名称|万元": "",
	} {
		assert.Equal(t, want, unitOf(grid(line)[0]), line)
	}
	rows := grid("名单|\n|单位：万元\n名称|资本\n甲|5\n乙|6")
	h := findHead(rows)
	assert.Equal(t, "万元", h.unit(rows))
	assert.Contains(t, h.note(rows, []int{1, 2, 3, 4, 5}), "line 2, above the header, names the unit 万元; amounts whose own heads name none need transform: {amount: 万元}")
}

func TestJoinHead(t *testing.T) {
	rows := grid("序号|名称|资本||法人|\n||认缴|实缴|姓名|电话")
	assert.Equal(t, []string{"序号", "名称", "资本 认缴", "资本 实缴", "法人 姓名", "法人 电话"}, joinHead(rows[0], rows[1]))
	rows = grid("名称|资本\n|（万元）")
	assert.Equal(t, []string{"名称", "资本 （万元）"}, joinHead(rows[0], rows[1]))
}
