package fault_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestOneOf(t *testing.T) {
	assert.Empty(t, fault.OneOf[string]())
	assert.Equal(t, "csv", fault.OneOf("csv"))
	assert.Equal(t, "csv or xlsx", fault.OneOf("csv", "xlsx"))
	assert.Equal(t, "csv, xlsx or jsonl", fault.OneOf("csv", "xlsx", "jsonl"))
}
