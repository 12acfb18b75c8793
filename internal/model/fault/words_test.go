package fault_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestShorten(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"as long as allowed", "abc", "abc"},
		{"too long", "abcd", "abc…"},
		{"characters count, not bytes", "半导体", "半导体"},
		{"cut between characters", "半导体产业", "半导体…"},
		{"no UTF-8", "\xff\xfe\xfd\xfc", "\xff\xfe\xfd…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, fault.Shorten(tt.text, 3)) })
	}
}

func TestOneOf(t *testing.T) {
	assert.Empty(t, fault.OneOf[string]())
	assert.Equal(t, "csv", fault.OneOf("csv"))
	assert.Equal(t, "csv or xlsx", fault.OneOf("csv", "xlsx"))
	assert.Equal(t, "csv, xlsx or jsonl", fault.OneOf("csv", "xlsx", "jsonl"))
}
