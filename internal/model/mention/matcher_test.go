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
	} {
		t.Run(tt.marker+" in "+tt.text, func(t *testing.T) { assert.Equal(t, tt.in, mention.New([]string{tt.marker}).In(tt.text)) })
	}
	assert.False(t, mention.New(nil).In("张三"))
	assert.True(t, mention.New([]string{"007"}).Empty())
}
