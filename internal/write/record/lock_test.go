package record_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// TestWritersAtOnce lets writers change one node at the same time, each another value: every
// change tells what it really replaced, and the version counts all of them.
func TestWritersAtOnce(t *testing.T) {
	const writers = 12
	b := open(t)
	b.Nodes("Firm", firm("600000"))
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() {
			assert.NoError(t, b.DB.Write(t.Context(), func(tx *neo.Tx) error {
				row := firm("600000", "name", string(rune('a'+i)))
				out, err := b.Writer.UpsertNodes(t.Context(), tx, b.Cat.Entity("Firm"), []input.Node{row})
				if err == nil {
					assert.Equal(t, record.Updated, out[0].Status, "%v", out[0].Problems)
				}
				return err
			}))
		})
	}
	all.Wait()
	assert.Equal(t, [][]any{{int64(writers + 1)}}, b.Query("MATCH (f:Firm) RETURN f.version"))
	before := b.Query("MATCH (c:Change {kind: 'UPDATE'}) RETURN count(c), count(DISTINCT c.before)")
	require.Equal(t, [][]any{{int64(writers), int64(writers)}}, before, "no two changes replaced the same value")
}

// TestWhatVanishesIsDoneAgain: work that finds something removed in its hands meets what is
// there now.
func TestWhatVanishesIsDoneAgain(t *testing.T) {
	b, tries := open(t), 0
	require.NoError(t, b.DB.Write(t.Context(), func(*neo.Tx) error {
		if tries++; tries == 1 {
			return fault.Wrap(fault.Conflict, neo.ErrVanished, "removed; try again")
		}
		return nil
	}))
	assert.Equal(t, 2, tries)
}
