package search

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMisspelt(t *testing.T) {
	for query, want := range map[string]grade{
		"zhangjiagag": misspelt, "zhangjaigang": misspelt, "zhangjiagangg": misspelt, "zhangjiakang": misspelt, "zhangjiagan wansghu": unanswered,
		"zhang jia gamg": misspelt, "wamgshu": misspelt, "xhangjiagang": unanswered, "zhanjigang": unanswered,
	} {
		t.Run(query, func(t *testing.T) {
			q, may := parsed(t, query).withMistake()
			require.True(t, may)
			assert.Equal(t, want, q.match(Document{texts: []text{named("张家港望舒半导体")}}).grade)
		})
	}
	for _, query := range []string{"zjgw", "张家港市望舒", "zhangjiagang1", "600000"} {
		_, may := parsed(t, query).withMistake()
		assert.False(t, may, query)
	}
}

func TestMisspeltClauses(t *testing.T) {
	q, _ := parsed(t, "yognga").withMistake()
	text := q.lucene([]string{"Company"})
	for _, clause := range []string{"+(type:company) +(", "tokens:0yo?nga*", "tokens:0yo?gnga*", "tokens:0yonga*", "tokens:0yongga*"} {
		assert.Contains(t, text, clause)
	}
	assert.NotContains(t, text, "tokens:0?")
}

func TestMisspells(t *testing.T) {
	for _, tt := range []struct {
		s, text string
		want    bool
	}{
		{"shagang", "shagangjituan", true},
		{"shagsng", "shagangjituan", true},
		{"shagng", "shagang", true},
		{"shaggang", "shagang", true},
		{"shagagn", "shagang", true},
		{"shagangg", "shagang", true},
		{"shagaggn", "shagang", false},
		{"hagang", "shagang", false},
		{"", "shagang", false},
		{"shagang", "", false},
	} {
		assert.Equal(t, tt.want, misspells(tt.s, tt.text), "%s of %s", tt.s, tt.text)
	}
}
