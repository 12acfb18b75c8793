package mention_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/mention"
)

func TestIn(t *testing.T) {
	for _, tt := range []struct {
		marker, text string
		in           bool
	}{
		{"欧阳不显", "欧阳不显工作室", true},
		{"欧阳不显", "欧 阳·不显", true},
		{"欧阳不显", "欧阳", false},
		{"张三", "张三丰", true},
		{"张", "张三", false},
		{"Ouyang Buxian", "ＯＵＹＡＮＧ－ＢＵＸＩＡＮ的项目", true},
		{"Ouyang Buxian", "OuyangBuxian2", true},
		{"Li Na", "award of li-na, 2024", true},
		{"Li Na", "Carolina", false},
		{"Li Na", "李娜 Li Na", true},
		{"Bo", "Bo", false},
		{"13812345678", "+86 138-1234-5678", true},
		{"0512-58123456", "+86 512 5812 3456", true},
		{"007", "007", false},
		{"Q-917", "见 Q917。", true},
		{"Q-917", "EQ-9175", false},
		{"ouyang@example.com", "<Ouyang@Example.com>", true},
		{"張偉", "张伟的项目", true},
		{"张伟", "張偉工作室", true},
		{"张伟", "張　偉（博士）", true},
		{"張 偉", "张·伟", true},
		{"葉𨱇", "叶𨱇", true},
		{"张三", "紧张，三人", false},
		{"阿卜杜拉·买买提", "阿卜杜拉‧買買提", true},
		{"阿卜杜拉·买买提", "阿卜杜拉買買提", true},
		{"Ouyang Buxian", "by Buxian Ouyang", true},
		{"Ouyang Buxian", "BUXIAN, O.", false},
		{"Ouyang, Buxian", "OUYANG Buxian", true},
		{"Zhang San Feng", "San Feng Zhang", true},
		{"Zhang San Feng", "Feng, Zhang San", true},
		{"Li Na", "Na Li, 2024", true},
		{"Li Na", "denali", false},
		{"Lǐ Nà", "li na", true},
		{"Zhang Wei", "Zhāng Wěi", true},
		{"Lü Na", "Lv Na", true},
		{"Lyu Na", "LÜ Na", true},
		{"Lü Buwei", "Buwei Lyu", true},
		{"Mary O’Brien", "Mary O'Brien", true},
		{"ouyang_b@example.com", "Ouyang_B@example.com", true},
		{"13812345678", "１３８　１２３４　５６７８", true},
		{"13812345678", "138_1234_5678", true},
		{"0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", true},
	} {
		t.Run(tt.marker+" in "+tt.text, func(t *testing.T) { assert.Equal(t, tt.in, mention.New([]string{tt.marker}).In(tt.text)) })
	}
	assert.False(t, mention.New(nil).In("张三"))
	assert.True(t, mention.New([]string{"007"}).Empty())
}

func TestWithout(t *testing.T) {
	m := mention.New([]string{"張偉", "Lü Na"})
	assert.Equal(t, "由   牵头, é", m.Without("由张伟 Lǚ Nà牵头, é"))
	assert.Equal(t, "Ｃａｆé", m.Without("Ｃａｆé"))
	assert.True(t, m.Beyond("张伟工作室"))
	assert.False(t, m.Beyond("張 偉"))
}
