package merge

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// TestAMergeAmongWriters merges two firms while others write to both and make relationships to
// the one that goes: whatever comes first, all of it is about the one that stays.
func TestAMergeAmongWriters(t *testing.T) {
	const writers, rounds = 6, 4
	b := open(t)
	for round := range rounds {
		b.Clear()
		rows := []input.Node{firm("600000"), firm("600001")}
		for i := range writers {
			rows = append(rows, firm(fmt.Sprintf("60001%d", i)))
		}
		made := b.Nodes("Firm", rows...)
		into, from := made[0].ID, made[1].ID
		var all sync.WaitGroup
		all.Go(func() {
			_, err := b.tryMerge(into, from)
			assert.NoError(t, err)
		})
		for i := range writers {
			all.Go(func() { b.link(made[2+i].ID, from) })
			all.Go(func() { b.rename(from, fmt.Sprint("name ", i)) })
		}
		all.Wait()
		links := b.Query("MATCH (a:Firm)-[r:SELLS_TO]->(b) RETURN DISTINCT b.id, count(r)")
		require.Equal(t, [][]any{{into, int64(writers)}}, links, "round %d", round)
		assert.Equal(t, [][]any{{int64(writers + 1)}}, b.Query("MATCH (f:Firm) RETURN count(f)"))
		assert.Empty(t, b.Query("MATCH (a:Aside)-[r]-() WHERE type(r) <> 'ASIDE' RETURN r"))
	}
}

// again runs work as mutation requests do: what another was faster with is done once more.
func (b *bench) again(work func(tx *neo.Tx) error) {
	var err error
	for range 4 {
		if err = b.DB.Write(b.T.Context(), work); !neo.Violates(err) {
			break
		}
	}
	assert.NoError(b.T, err)
}

func (b *bench) link(from, to string) {
	b.again(func(tx *neo.Tx) error {
		out, err := b.Writer.UpsertEdges(b.T.Context(), tx, "SELLS_TO", []input.Edge{{From: input.Ref{ID: from}, To: input.Ref{ID: to}}})
		if err == nil {
			assert.NotEqual(b.T, record.Rejected, out[0].Status, "%v", out[0].Problems)
		}
		return err
	})
}

func (b *bench) rename(id, name string) {
	b.again(func(tx *neo.Tx) error {
		out, err := b.Writer.UpsertNodes(b.T.Context(), tx, b.Cat.Entity("Firm"), []input.Node{{ID: id, Values: map[string]any{"name": name}}})
		if err == nil {
			assert.Equal(b.T, record.Updated, out[0].Status, "%v", out[0].Problems)
		}
		return err
	})
}
