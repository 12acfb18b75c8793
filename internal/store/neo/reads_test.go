package neo_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// A statement that fails leaves those behind it their own answers.
func TestReadsBehindOneThatFailed(t *testing.T) {
	db := neotest.Open(t)
	for _, lone := range []bool{true, false} {
		reads := db.Reads(lone)
		ask := func(text string) (query.Rows, error) { return reads.Query(t.Context(), query.Statement{Text: text}) }
		for range 3 {
			_, err := ask("RETURN 1 / 0 AS x")
			require.Error(t, err)
			assert.NotContains(t, err.Error(), "Cannot use this transaction")
			rows, err := ask("RETURN 1 AS x")
			require.NoError(t, err)
			assert.Equal(t, [][]any{{int64(1)}}, rows.Values)
		}
		reads.Close(t.Context())
	}
}

// In a transaction that writes, the first failure is what all that follows is told.
func TestWritesBehindOneThatFailed(t *testing.T) {
	db := neotest.Open(t)
	var first, second error
	err := db.Write(t.Context(), func(tx *neo.Tx) error {
		_, first = tx.Query(t.Context(), query.Statement{Text: "RETURN 1 / 0 AS x"})
		_, second = tx.Query(t.Context(), query.Statement{Text: "RETURN 1 AS x"})
		return errors.Join(first, second)
	})
	assert.Error(t, err)
	require.Error(t, first)
	assert.Equal(t, first, second)
}

// What others removed is done again, whatever code it has been given.
func TestWorkIsDoneAgainThatFoundSomethingRemoved(t *testing.T) {
	db, tries := neotest.Open(t), 0
	require.NoError(t, db.Write(t.Context(), func(*neo.Tx) error {
		if tries++; tries < 3 {
			return fault.Wrap(fault.Conflict, neo.ErrVanished, "a node was removed; try again")
		}
		return nil
	}))
	assert.Equal(t, 3, tries)
}
