package fault_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestIDs(t *testing.T) {
	tests := []struct {
		name string
		err  *fault.Error
		code fault.Code
		want string
	}{
		{"of the graph", fault.NoID("x"), fault.BadUserInput, `"x" is not an id of this graph; take the id of an entity, or the relationship of an edge, from an answer`},
		{"of an entity", fault.NoEntityID("x"), fault.BadUserInput, `"x" is not the id of an entity; take it from an answer`},
		{"of a type", fault.NoIDOf("x", "Firm", "frm"), fault.BadUserInput, `"x" is not an id of a Firm, such as frm_…; take it from an answer`},
		{"that nothing has", fault.NoSuch("Firm", "frm_1"), fault.NotFound, "there is no Firm with the id frm_1; take the id from an answer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.code, tt.err.Code)
			assert.Equal(t, tt.want, tt.err.Message)
		})
	}
}
