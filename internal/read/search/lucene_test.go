package search

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLucene(t *testing.T) {
	tests := []struct {
		text  string
		types []string
		want  string
	}{
		{"港", nil, "+(tokens:4x6e2f^200 tokens:5x6e2f^120 tokens:4x6e2f*^60 tokens:5x6e2f*^50 tokens:3x6e2f^120 tokens:3x6e2f*^40 tokens:2x6e2f*^15 (+(characters:港^4)))"},
		{"永钢", []string{"Company"}, "+(type:company) +(tokens:4x6c38x94a2^200 tokens:5x6c38x94a2^120 tokens:4x6c38x94a2*^60 tokens:5x6c38x94a2*^50 " +
			"tokens:3x6c38x94a2^120 tokens:3x6c38x94a2*^40 tokens:2x6c38x94a2*^15 " +
			"(+(name:\"永钢\"^8 names:\"永钢\"^5 prose:\"永钢\"^0.5 tokens:0yonggang*^0.05 (+characters:永 +characters:钢)^0.1)))"},
		{"Cn9 b", []string{"Company", "ChainSegment"}, "+(type:company type:chainsegment) +(tokens:4cn9b^200 tokens:5cn9b^120 tokens:4cn9b*^60 tokens:5cn9b*^50 " +
			"tokens:3cn9b^120 tokens:3cn9b*^40 tokens:39b^120 tokens:39b*^40 tokens:2cn9b*^15 tokens:0cn9b*^10 tokens:1cn9b*^10 " +
			"(+(tokens:2cn9*^4 tokens:0cn9*^3 tokens:1cn9*^3 tokens:3cn9*^2 tokens:6cn9*^0.3) +(tokens:2b*^4 tokens:0b*^3 tokens:1b*^3 tokens:3b*^2 tokens:6b*^0.3)))"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) { assert.Equal(t, tt.want, parsed(t, tt.text).lucene(tt.types)) })
	}
}

func TestLuceneIsBounded(t *testing.T) {
	tests := []struct {
		name, text, clause string
		want               int
	}{
		{"words", strings.Repeat("a ", mostWords), "tokens:6a*", mostWords},
		{"more words", strings.Repeat("a ", mostWords+4), "tokens:6a*", mostWords},
		{"an abbreviation", strings.Repeat("张", mostAbbreviated), "+characters:张", mostAbbreviated},
		{"a run too long for one", strings.Repeat("张", mostAbbreviated+1), "+characters:张", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, strings.Count(parsed(t, tt.text).lucene(nil), tt.clause))
		})
	}
}
