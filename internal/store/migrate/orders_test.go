package migrate

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// seed makes a graph without sort keys, as programs before version 2 wrote it.
const seed = `CREATE (a:Firm {id: 'frm_a', name: '甲𬬻', size: 'LARGE'})-[:SELLS_TO {id: 'rel_a', product: '（', since: '2020'}]->
	(b:Firm {id: 'frm_b', name: 'b', size: 'SMALL'}), (:Source {id: 'src_a', name: 'c', citationKey: '（'}), (:Firm {name: 'foreign'})`

func keys(t *testing.T, db *neo.DB) [][]any {
	return queried(t, db, `MATCH (a:Firm {id: 'frm_a'})-[r:SELLS_TO]->(b:Firm), (s:Source)
		RETURN a.name_pinyin, r.product_order, a.size_order, b.size_order, s.citationKey_order`)
}

func TestRunStoresSortKeys(t *testing.T) {
	db := empty(t)
	cat := load(t, "", "")
	require.NoError(t, run(t.Context(), db, cat, []Step{{Version: 1}}, quiet()))
	queried(t, db, seed)
	queried(t, db, "MATCH (m:ClusterGraphMeta) SET m.version = 1, m.orders = null")

	require.NoError(t, Run(t.Context(), db, cat, quiet()))
	want := []any{"jia lu\x01甲\uD7FF LL[", "\uD7FF /\\(", int64(1), int64(0), "\uD7FF /\\("}
	assert.Equal(t, [][]any{want}, keys(t, db))

	t.Run("values of an enumeration in between", func(t *testing.T) {
		between := load(t, "  SMALL\n", "  SMALL\n  MIDDLE\n")
		require.NoError(t, Run(t.Context(), db, between, quiet()))
		assert.Equal(t, []any{int64(2), int64(0)}, keys(t, db)[0][2:4])
		before := db.Runs()
		require.NoError(t, Run(t.Context(), db, between, quiet()))
		assert.Equal(t, int64(2), db.Runs()-before, "nothing more to do")
	})
	t.Run("a value that is declared no longer comes last", func(t *testing.T) {
		require.NoError(t, Run(t.Context(), db, load(t, "  LARGE\n", "  HUGE\n"), quiet()))
		assert.Equal(t, []any{int64(2), int64(0)}, keys(t, db)[0][2:4])
	})
	t.Run("a step that changes texts", func(t *testing.T) {
		step := Step{Version: 4, Title: "rename", Apply: func(ctx context.Context, db *neo.DB) error {
			queried(t, db, "MATCH (s:Source) SET s.citationKey = '甲'")
			return forgetOrders(ctx, db)
		}}
		require.NoError(t, run(t.Context(), db, cat, append(Steps(cat), step), quiet()))
		assert.Equal(t, "甲", keys(t, db)[0][4])
	})
}

// More elements than one transaction changes.
func TestRunStoresSortKeysInBatches(t *testing.T) {
	db := empty(t)
	queried(t, db, "UNWIND range(1, 12001) AS i CREATE (:Firm {id: 'frm_' + i, size: 'LARGE'})")
	queried(t, db, "CREATE (:ClusterGraphMeta {id: 'meta', product: 'ClusterGraph', version: 1, indexes: []})")
	require.NoError(t, Run(t.Context(), db, load(t, "", ""), quiet()))
	assert.Equal(t, [][]any{{int64(12001)}}, queried(t, db, "MATCH (f:Firm {size_order: 1}) RETURN count(f)"))
}

// How what is kept beside texts and enumerations is made is noted.
func TestOrders(t *testing.T) {
	assert.Equal(t, []string{
		"City.name: pinyin 2, key 1", "Firm.name: pinyin 2, key 1", "Firm.aliases: writing 1", "Firm.size: enum SMALL LARGE", "Firm.about: writing 1",
		"Source.name: pinyin 2, key 1", "Source.citationKey: text 1, key 1", "Visit.name: pinyin 2, key 1", "Firm SELLS_TO Firm.product: text 1, writing 1",
	}, orders(load(t, "", "")))
	assert.Empty(t, orders(&catalog.Catalog{}))
}
