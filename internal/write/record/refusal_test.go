package record_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

func TestRefusal(t *testing.T) {
	tests := []struct {
		name    string
		err     error
		refused bool
	}{
		{"nothing", nil, false},
		{"not found", fault.New(fault.NotFound, "no"), true},
		{"a conflict", fault.New(fault.Conflict, "no"), true},
		{"what others removed", fault.Wrap(fault.Conflict, neo.ErrVanished, "try again"), false},
		{"no database", fault.New(fault.DatabaseUnavailable, "no"), false},
		{"time is up", fault.New(fault.Timeout, "no"), false},
		{"something else", errors.New("no"), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refused, failed := record.Refusal(tt.err)
			if tt.refused {
				assert.Equal(t, tt.err, refused)
				assert.NoError(t, failed)
				return
			}
			assert.NoError(t, refused)
			assert.Equal(t, tt.err, failed)
		})
	}
}
