package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAsides(t *testing.T) {
	names := []string{"序号", "板块", "企业名称", "资本"}
	for _, line := range []string{
		"合计|||9", "|合 计 数||9", "总计：|||9", "|全市合计||9", "|本月小计||9", "|经开区|小计|9", "其中：|||", "一|小　计||9",
		"共3家|||", "|共计 3 家企业||", "平均值|||3", "※注：快报数|||", "联系电话：0512|||", "（以下空白）|||", "——以下无正文——|||", "第1页 共2页|||", "续表|||",
		"一、先进制造业（2个）|||", "|（二）服务业||", "第一批|||", "序号|板块|企业名称|资本",
	} {
		assert.NotEmpty(t, asideOf(names, strings.Split(line, "|")), line)
	}
	for _, line := range []string{"1|2|3|4", "甲|乙|1|2", "（甲）|（乙）|（1）|（2）", "①|②|③|④"} {
		assert.NotEmpty(t, asideOf(names, strings.Split(line, "|")), line)
	}
	for _, line := range []string{
		"1|2|3|5", "1|2|3|", "甲|丙|1|2", "1|经开区|甲|5", "|经开区|合计企业管理有限公司|5", "2||共享科技有限公司|", "3|注册处|乙|1", "一|经开区|甲|5", "4|第一批|丙|2", "5||其中科技有限公司|", "||平均律音乐有限公司|",
	} {
		assert.Empty(t, asideOf(names, strings.Split(line, "|")), line)
	}
}
