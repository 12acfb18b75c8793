package id_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/id"
)

// 26 characters of five bits hold two more than the 128 of a value: the greatest begins with 7.
func TestValuesAreOf128Bits(t *testing.T) {
	tests := []struct {
		value string
		valid bool
	}{
		{"0" + strings.Repeat("0", 25), true},
		{"7" + strings.Repeat("z", 25), true},
		{"8" + strings.Repeat("0", 25), false},
		{"z" + strings.Repeat("0", 25), false},
		{"7" + strings.Repeat("z", 24), false},
		{"7" + strings.Repeat("z", 26), false},
	}
	for _, tt := range tests {
		t.Run(tt.value, func(t *testing.T) {
			assert.Equal(t, tt.valid, id.Valid("com_"+tt.value, "com"))
			prefix, ok := id.Prefix("com_" + tt.value)
			assert.Equal(t, tt.valid, ok)
			assert.Equal(t, tt.valid, prefix == "com")
		})
	}
}
