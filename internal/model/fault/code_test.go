package fault_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestCodes(t *testing.T) {
	tests := []struct {
		code   fault.Code
		status int
		public bool
	}{
		{fault.BadUserInput, 400, true},
		{fault.NotFound, 404, true},
		{fault.Conflict, 400, true},
		{fault.Unauthenticated, 401, true},
		{fault.Forbidden, 403, true},
		{fault.QueryTooComplex, 400, true},
		{fault.RateLimited, 429, true},
		{fault.Timeout, 504, true},
		{fault.DatabaseUnavailable, 503, false},
		{fault.Internal, 500, false},
		{"GRAPHQL_PARSE_FAILED", 400, false},
	}
	for _, tt := range tests {
		t.Run(string(tt.code), func(t *testing.T) {
			assert.Equal(t, tt.status, tt.code.HTTPStatus())
			assert.Equal(t, tt.public, tt.code.Public())
		})
	}
	assert.Len(t, tests, len(fault.Codes())+1, "each code has a row")
}

// Clients switch on the codes, so the guide names them all.
func TestGuideNamesEveryCode(t *testing.T) {
	text, err := os.ReadFile("../../../docs/guide.md")
	require.NoError(t, err)
	for _, code := range fault.Codes() {
		assert.Contains(t, string(text), "`"+string(code)+"`")
	}
}
