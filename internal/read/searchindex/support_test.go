package searchindex_test

import (
	"io/fs"
	"log/slog"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/read/searchindex"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/schema"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// graph is an empty migrated database of the declared schema.
type graph struct {
	testing.TB
	db      *neo.DB
	cat     *catalog.Catalog
	finder  *search.Finder
	indexer *searchindex.Indexer
}

// migrated makes the indexes once: it takes longer than all else here.
var migrated sync.Once

func open(t testing.TB) *graph {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	db := neotest.Open(t)
	migrated.Do(func() { require.NoError(t, migrate.Run(t.Context(), db, cat, slog.New(slog.DiscardHandler))) })
	_, err = db.Exec(t.Context(), query.Statement{Text: "MATCH (n) WHERE NOT n:ClusterGraphMeta CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS"})
	require.NoError(t, err)
	return &graph{t, db, cat, search.NewFinder(cat), searchindex.NewIndexer(db, cat)}
}

// load imports rows.
func (g *graph) load(rows fs.FS) {
	g.Helper()
	report, err := ingest.Import(g.Context(), g.db, g.cat, rows, ingest.Options{})
	require.NoError(g, err)
	require.Empty(g, report.Problems)
}

// index takes in all that was written.
func (g *graph) index() {
	g.Helper()
	require.NoError(g, g.indexer.CatchUp(g.Context(), func(int) {}))
}

func (g *graph) find(text string, types ...string) *search.Page {
	g.Helper()
	page, err := g.answer(g.view(grant.Default()), request(text, types...))
	require.NoError(g, err, "%q", text)
	return page
}

func (g *graph) answer(v *view.View, r search.Request) (*search.Page, error) {
	defer v.Close(g.Context())
	return g.finder.Find(g.Context(), v, r)
}

func (g *graph) view(under grant.Grant) *view.View {
	return view.NewDoor(g.cat, g.db, plan.NewSigner([]byte("secret")), nil).Open(under)
}

func request(text string, types ...string) search.Request {
	return search.Request{Text: text, Types: types, First: 20}
}

// names are the names of the page's entities.
func (g *graph) names(page *search.Page) []string {
	g.Helper()
	names := []string{}
	for _, h := range page.Hits {
		rows, err := g.db.Query(g.Context(), query.Statement{Text: "MATCH (n {id: $id}) RETURN n.name", Params: map[string]any{"id": h.ID}})
		require.NoError(g, err)
		require.Len(g, rows.Values, 1)
		names = append(names, rows.Values[0][0].(string))
	}
	return names
}

func (g *graph) run(text string, params map[string]any) [][]any {
	g.Helper()
	rows, err := g.db.Exec(g.Context(), query.Statement{Text: text, Params: params})
	require.NoError(g, err)
	return rows
}
