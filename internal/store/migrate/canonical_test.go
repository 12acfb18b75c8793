package migrate

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestStoredTextsGetTheirCanonicalWriting runs it on what version 1 has stored, twice: it may
// be stopped anywhere. Of those that share a text, the one that writes it canonically has it.
func TestStoredTextsGetTheirCanonicalWriting(t *testing.T) {
	db := empty(t)
	cat := load(t, "", "")
	require.NoError(t, run(t.Context(), db, cat, []Step{{Version: 1}}, quiet()))
	queried(t, db, "DROP CONSTRAINT city_name_canonical_unique")
	queried(t, db, "CREATE (:City {id: 'c1', name: '中材（集团）'}), (:City {id: 'c2', name: '中材(集团)'}), (:City {id: 'c3', name: '中材\u200b(集团)'}), "+
		"(:City {id: 'c4', name: 'Cafe\u0301\u200b'}), (:City {id: 'c5', name: 'Cafe\u0301'}), "+
		"(:Firm {id: 'f1', name: '甲（乙）', about: '（丙）'})-[:SELLS_TO {id: 'r1', product: 'Ａ', key: 'Ａ'}]->(:Firm {id: 'f2', name: '丁', about: '丙'}), "+
		"(:Aside {id: 'f3', asideAs: 'Firm', name: '戊（己）'}), (:Alias {key: 'Firm/name/戊（己）', of: 'f3'})")
	for range 2 {
		queried(t, db, "MATCH (m:ClusterGraphMeta) SET m.version = 1, m.orders = []")
		require.NoError(t, Run(t.Context(), db, cat, quiet()))
		assert.Equal(t, [][]any{
			{"c1", "中材（集团）"}, {"c2", "中材(集团)"}, {"c3", "中材\u200b(集团)"}, {"c4", "Café"}, {"c5", "Cafe\u0301"},
		}, queried(t, db, "MATCH (c:City) RETURN c.id, c.name_canonical ORDER BY c.id"))
		assert.Equal(t, [][]any{{"甲(乙)", "(丙)"}, {"丁", nil}}, queried(t, db, "MATCH (f:Firm) RETURN f.name_canonical, f.about_canonical ORDER BY f.id"))
		assert.Equal(t, [][]any{{"Firm/name/戊(己)"}}, queried(t, db, "MATCH (x:Alias) RETURN x.key"))
		assert.Equal(t, [][]any{{"Ａ", "A", "A\x1f"}}, queried(t, db, "MATCH ()-[r:SELLS_TO]->() RETURN r.product, r.product_canonical, r.key"))
	}
}

// A text that is looked for through an index since gets what the index is on.
func TestATextThatIsIndexedSinceGetsItsCanonicalWriting(t *testing.T) {
	db := empty(t)
	require.NoError(t, Run(t.Context(), db, load(t, "", ""), quiet()))
	queried(t, db, "CREATE (:Firm {id: 'f1', name: '甲', name_canonical: '甲', about: '丙'})")
	require.NoError(t, Run(t.Context(), db, load(t, "about: String", "about: String @index"), quiet()))
	assert.Equal(t, [][]any{{"丙"}}, queried(t, db, "MATCH (f:Firm) RETURN f.about_canonical"))
}
