package neo_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Rows are counted while they are read, and those behind the last that is allowed are not.
func TestRowsAreReadAsFarAsAllowed(t *testing.T) {
	db := neotest.Open(t)
	const many = "UNWIND range(1, 10000) AS i RETURN 'a text that is not short' AS text"
	for _, lone := range []bool{true, false} {
		allowance := query.NewAllowance(2000)
		reads := db.Reads(lone)
		rows, err := reads.Query(t.Context(), query.Statement{Text: many, Allowance: allowance})
		require.Equal(t, fault.QueryTooComplex, fault.CodeOf(err))
		assert.Empty(t, rows.Values)
		left, _ := allowance.Left()
		assert.Greater(t, left, int64(-100), "one row too many was read, and not all")
		rows, err = reads.Query(t.Context(), query.Statement{Text: "RETURN 1"})
		require.NoError(t, err, "the next statement is not concerned")
		assert.Len(t, rows.Values, 1)
		reads.Close(t.Context())
	}
}
