package neo

import (
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestServerErrorsKeepValuesToThemselves(t *testing.T) {
	const code = "Neo.ClientError.Schema.ConstraintValidationFailed"
	tests := []struct{ name, message, want string }{
		{"a value", "Node(7) already exists with label `Person` and property `name` = '张三'", code + ": Node(7) already exists with label `Person` and property `name` = '…'"},
		{"a value with quotation marks", "property `name` = 'O'Brien' is taken", code + ": property `name` = '…' is taken"},
		{"two values", "'a' and 'b'", code + ": '…'"},
		{"none", "no memory", code + ": no memory"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := translateServer(&neo4j.Neo4jError{Code: code, Msg: tt.message})
			assert.Equal(t, fault.Conflict, fault.CodeOf(err))
			assert.ErrorContains(t, err, tt.want)
			assert.True(t, Violates(err), "what is asked of the error itself still works")
		})
	}
}
