package neotest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

func TestMain(m *testing.M) { neotest.Main(m) }

func TestResetAndClearEmpty(t *testing.T) {
	db := neotest.Open(t)
	counts := func() (nodes, schema any) {
		rows, err := db.Exec(t.Context(), query.Statement{Text: "MATCH (n) RETURN count(n)"})
		require.NoError(t, err)
		indexes, err := db.Exec(t.Context(), query.Statement{Text: "SHOW INDEXES YIELD type WHERE type <> 'LOOKUP' RETURN count(*)"})
		require.NoError(t, err)
		return rows[0][0], indexes[0][0]
	}
	neotest.Reset(t, db)
	for _, text := range []string{
		"CREATE CONSTRAINT `an ``odd`` name` FOR (c:Company) REQUIRE c.uscc IS UNIQUE",
		"CREATE INDEX FOR (c:Company) ON (c.name)",
		"CREATE FULLTEXT INDEX words FOR (c:Company) ON EACH [c.name]",
		"UNWIND range(1, 12000) AS i CREATE (:Company {uscc: i})-[:SUPPLIES]->(:Company)",
	} {
		_, err := db.Exec(t.Context(), query.Statement{Text: text})
		require.NoError(t, err)
	}
	_, err := db.Exec(t.Context(), query.Statement{Text: "CREATE (:" + catalog.MetaLabel + ")"})
	require.NoError(t, err)
	nodes, schema := counts()
	require.Equal(t, []any{int64(24001), int64(3)}, []any{nodes, schema})

	neotest.Clear(t, db)
	nodes, schema = counts()
	assert.Equal(t, []any{int64(1), int64(3)}, []any{nodes, schema}, "what the schema is stays known")

	neotest.Reset(t, db)
	nodes, schema = counts()
	assert.Equal(t, []any{int64(0), int64(0)}, []any{nodes, schema})
}
