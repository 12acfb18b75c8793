package migrate

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// empty returns a database without data, constraints and indexes.
func empty(t *testing.T) *neo.DB {
	t.Helper()
	db := neotest.Open(t)
	neotest.Reset(t, db)
	return db
}

// load reads the small schema after a replacement in its text.
func load(t *testing.T, old, replacement string) *catalog.Catalog {
	t.Helper()
	text, err := fs.ReadFile(os.DirFS("testdata"), "small.graphqls")
	require.NoError(t, err)
	changed := strings.ReplaceAll(string(text), old, replacement)
	cat, err := catalog.Load(fstest.MapFS{"small.graphqls": {Data: []byte(changed)}})
	require.NoError(t, err)
	return cat
}

func queried(t *testing.T, db *neo.DB, text string) [][]any {
	t.Helper()
	rows, err := db.Exec(t.Context(), query.Statement{Text: text})
	require.NoError(t, err)
	return rows
}

func indexNames(t *testing.T, db *neo.DB) map[string]string {
	t.Helper()
	names := map[string]string{}
	for _, row := range queried(t, db, "SHOW INDEXES YIELD name, state, type WHERE type <> 'LOOKUP' RETURN name, state") {
		names[textOf(row[0])] = textOf(row[1])
	}
	return names
}

func textOf(v any) string {
	s, _ := v.(string)
	return s
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func TestRunMakesThePlan(t *testing.T) {
	db := empty(t)
	cat := load(t, "", "")
	require.NoError(t, Run(t.Context(), db, cat, quiet()))

	made := indexNames(t, db)
	for _, c := range Plan(cat) {
		assert.Equal(t, "ONLINE", made[c.Name], c.Name)
	}
	assert.Equal(t, [][]any{{"ClusterGraph", int64(3)}}, queried(t, db, "MATCH (m:ClusterGraphMeta) RETURN m.product, m.version"))

	_, err := db.Exec(t.Context(), query.Statement{Text: "CREATE (:City {id: 'a', name_canonical: 'x'}), (:City {id: 'b', name_canonical: 'x'})"})
	assert.Equal(t, fault.Conflict, fault.CodeOf(err), "the unique constraint holds")
}

func TestRunAgainDoesNothing(t *testing.T) {
	db := empty(t)
	cat := load(t, "", "")
	require.NoError(t, Run(t.Context(), db, cat, quiet()))
	before := db.Runs()
	require.NoError(t, Run(t.Context(), db, cat, quiet()))
	assert.Equal(t, int64(2), db.Runs()-before, "the meta node, and what there is")
}

func TestRunDropsOnlyWhatWasOurs(t *testing.T) {
	db := empty(t)
	queried(t, db, "CREATE INDEX firm_staff_range FOR (n:Firm) ON (n.staff)")
	queried(t, db, "CREATE TEXT INDEX firm_about_text FOR (n:Firm) ON (n.about)")
	require.NoError(t, Run(t.Context(), db, load(t, "", ""), quiet()))
	require.Contains(t, indexNames(t, db), "firm_capital_id_range")

	fewer := load(t, "capital: Yuan @index", "capital: Yuan")
	require.NoError(t, Run(t.Context(), db, fewer, quiet()))
	after := indexNames(t, db)
	assert.NotContains(t, after, "firm_capital_id_range", "derived no longer")
	assert.Contains(t, after, "firm_staff_range", "made by others under a name like ours")
	assert.Contains(t, after, "firm_about_text")
}

func TestRunChangesAUniqueFieldToAnIndexedOne(t *testing.T) {
	db := empty(t)
	require.NoError(t, Run(t.Context(), db, load(t, "", ""), quiet()))
	changed := load(t, `key: [["uscc"], ["ticker"]]) {
  name: String! @index @search
  uscc: String @unique @format(as: USCC)
  ticker: String @unique`, `key: [["uscc"]]) {
  name: String! @index @search
  uscc: String @unique @format(as: USCC)
  ticker: String @index`)
	require.NoError(t, Run(t.Context(), db, changed, quiet()))
	assert.NotContains(t, indexNames(t, db), "firm_ticker_unique")
	queried(t, db, "CREATE (:Firm {id: 'a', ticker: 'x'}), (:Firm {id: 'b', ticker: 'x'})")
}

func TestRunKeepsForeignData(t *testing.T) {
	db := empty(t)
	queried(t, db, "CREATE (:Film {title: 'a'})-[:LIKES]->(:Firm {id: 'foreign'})")
	require.NoError(t, Run(t.Context(), db, load(t, "", ""), quiet()))
	assert.Len(t, queried(t, db, "MATCH (f:Film)-[:LIKES]->(:Firm {id: 'foreign'}) RETURN f"), 1)
}

func TestRunTellsWhatDataBreaksAConstraint(t *testing.T) {
	db := empty(t)
	queried(t, db, "CREATE (:City {name_canonical: 'x'}), (:City {name_canonical: 'x'})")
	err := Run(t.Context(), db, load(t, "", ""), quiet())
	assert.Equal(t, fault.Conflict, fault.CodeOf(err))
	assert.ErrorContains(t, err, "city_name_canonical_unique")

	queried(t, db, "MATCH (c:City) WITH c LIMIT 1 DELETE c")
	assert.NoError(t, Run(t.Context(), db, load(t, "", ""), quiet()), "mended, it goes on")
}

func TestRunRefuses(t *testing.T) {
	tests := []struct{ name, meta, want string }{
		{"a newer database", "product: 'ClusterGraph', version: 99", "version 99, this program knows versions up to 3"},
		{"somebody else's meta node", "product: 'Other', version: 1", "not one of ours"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := empty(t)
			queried(t, db, "CREATE (:ClusterGraphMeta {id: 'meta', indexes: [], "+tt.meta+"})")
			err := Run(t.Context(), db, load(t, "", ""), quiet())
			assert.ErrorContains(t, err, tt.want)
			assert.Empty(t, indexNames(t, db), "nothing was made")
		})
	}
}

func TestStepsRunOnceInOrder(t *testing.T) {
	db := empty(t)
	cat := load(t, "", "")
	require.NoError(t, run(t.Context(), db, cat, nil, quiet()), "a database of version 1")
	queried(t, db, "CREATE (:Firm {id: 'f', about: 'a'})")

	appends := func(version int, suffix string) Step {
		return Step{Version: version, Title: "append " + suffix, Apply: func(ctx context.Context, db *neo.DB) error {
			_, err := db.Exec(ctx, query.Statement{Text: "MATCH (f:Firm) SET f.about = f.about + $s", Params: map[string]any{"s": suffix}})
			return err
		}}
	}
	steps := []Step{appends(2, "b"), appends(3, "c"), appends(4, "d")}
	require.NoError(t, run(t.Context(), db, cat, steps, quiet()))
	require.NoError(t, run(t.Context(), db, cat, steps, quiet()))
	state := queried(t, db, "MATCH (f:Firm), (m:ClusterGraphMeta) RETURN f.about, m.version")
	assert.Equal(t, [][]any{{"abcd", int64(4)}}, state)

	broken := append(steps, Step{Version: 5, Title: "break", Apply: func(context.Context, *neo.DB) error { return errors.New("boom") }})
	err := run(t.Context(), db, cat, broken, quiet())
	assert.ErrorContains(t, err, "data migration 5 (break) failed; the database stays at version 4")
	assert.ErrorContains(t, Run(t.Context(), db, cat, quiet()), "use a newer program")
}

func TestANewDatabaseStartsAtTheNewestVersion(t *testing.T) {
	db := empty(t)
	never := Step{Version: 2, Title: "never", Apply: func(context.Context, *neo.DB) error { return errors.New("there is nothing to change") }}
	require.NoError(t, run(t.Context(), db, load(t, "", ""), []Step{never}, quiet()))
	assert.Equal(t, [][]any{{int64(2)}}, queried(t, db, "MATCH (m:ClusterGraphMeta) RETURN m.version"))
}
