package soundkey_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/soundkey"
)

func TestFold(t *testing.T) {
	tests := []struct{ name, want string }{
		{"张家港望舒半导体有限公司", "张家港望舒半导体"},
		{"张家港望舒半导体股份有限公司", "张家港望舒半导体"},
		{"张家港望舒（苏州）半导体 有限公司", "张家港望舒苏州半导体"},
		{"永钢集团有限公司", "永钢"},
		{"WANGSHU Semi Co., Ltd.", "wangshusemi"},
		{"ＡＢＣ", "abc"},
		{"李 明", "李明"},
		{"張家港望舒（蘇州）半導體有限公司", "张家港望舒苏州半导体"},
		{"张\u200b家\u00a0港·望舒•半导体", "张家港望舒半导体"},
		{"", ""},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, soundkey.Fold(tt.name), tt.name)
	}
}

func TestOf(t *testing.T) {
	assert.Equal(t, soundkey.Of("张家港望舒半导体有限公司"), soundkey.Of("张家港望舒半导体股份有限公司"))
	assert.Equal(t, soundkey.Of("李明"), soundkey.Of("黎明"), "names that sound alike stand together")
	assert.NotEqual(t, soundkey.Of("李明"), soundkey.Of("李鸣鸣"))
}

// A legal form is cut off only where at least two characters are left of the name.
func TestLegalForms(t *testing.T) {
	tests := []struct{ name, folded string }{
		{"沙钢集团", "沙钢"},
		{"沙集团", "沙集团"},
		{"集团有限公司", "集团"},
		{"有限公司", "有限"},
		{"沙钢控股有限公司", "沙钢"},
		{"A Ltd", "altd"},
		{"AB Ltd", "ab"},
		{"AB Corp. Ltd", "abcorp"},
		{"Ltd", "ltd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.folded, soundkey.Fold(tt.name)) })
	}
	assert.Equal(t, soundkey.Of("沙钢"), soundkey.Of(" 沙钢集团 "))
	assert.NotEqual(t, soundkey.Of("沙"), soundkey.Of("沙集团"), "one character is no name")
	assert.NotContains(t, soundkey.Of("沙钢集团"), "\x01", "the beginning of the key")
}
