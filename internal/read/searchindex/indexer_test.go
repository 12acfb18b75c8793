package searchindex_test

import (
	"context"
	"crypto/rand"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/read/search"
	"github.com/clustergraph/clustergraph/internal/read/searchindex"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// write writes companies as any writer does.
func (g *graph) write(rows ...input.Node) []record.Outcome {
	g.Helper()
	w := record.NewWriter(g.cat, id.NewGenerator(time.Now, rand.Reader), time.Now)
	var out []record.Outcome
	require.NoError(g, g.db.Write(g.Context(), func(tx *neo.Tx) (err error) {
		out, err = w.UpsertNodes(g.Context(), tx, g.cat.Entity("Company"), rows)
		return err
	}))
	return out
}

func company(name string, values ...any) input.Node {
	row := input.Node{Values: map[string]any{"name": name}}
	for i := 0; i < len(values); i += 2 {
		row.Values[values[i].(string)] = values[i+1]
	}
	return row
}

func (g *graph) documents() int {
	g.Helper()
	return int(g.run("MATCH (d:SearchDocument) RETURN count(d)", nil)[0][0].(int64))
}

func TestFollowsWrites(t *testing.T) {
	g := open(t)
	g.index()
	made := g.write(company("望舒半导体", "stockCode", "600000"), company("羲和微电子"))
	g.index()
	assert.Equal(t, []string{"望舒半导体"}, g.names(g.find("wsbdt")))

	g.write(input.Node{ID: made[0].ID, Values: map[string]any{"name": "扶光功率", "formerNames": []any{"望舒半导体"}}})
	g.index()
	page := g.find("望舒半导体")
	require.Len(t, page.Hits, 1)
	assert.Equal(t, "formerNames", page.Hits[0].Field)
	assert.Empty(t, g.find("600001").Hits)
	assert.Len(t, g.find("fggl").Hits, 1)
}

func TestWhatIsNotSearchedWritesNoDocument(t *testing.T) {
	g := open(t)
	made := g.write(company("望舒半导体"))
	g.index()
	g.run("MATCH (d:SearchDocument) SET d.untouched = true", nil)
	g.write(input.Node{ID: made[0].ID, Values: map[string]any{"registeredCapital": 5}})
	g.index()
	assert.Len(t, g.run("MATCH (d:SearchDocument) WHERE d.untouched RETURN d", nil), 1, "it was not written anew")
}

// A writer that touched the full-text index would pay for it.
func TestWritersTouchNoDocument(t *testing.T) {
	g := open(t)
	g.write(company("望舒半导体"))
	assert.Zero(t, g.documents())
	for _, row := range g.run("SHOW INDEXES YIELD type, labelsOrTypes WHERE type = 'FULLTEXT' RETURN labelsOrTypes", nil) {
		assert.Equal(t, []any{catalog.SearchLabel}, row[0])
	}
}

func TestTheGoneAndTheHiddenAreNotFound(t *testing.T) {
	g := open(t)
	g.write(company("望舒半导体"), company("望舒微电子"), company("望舒传感"))
	g.index()
	require.Equal(t, 3, g.find("望舒").Total)
	g.run("MATCH (c:Company {name: '望舒半导体'}) REMOVE c:Company", nil)
	g.run("MATCH (c:Company {name: '望舒微电子'}) DETACH DELETE c", nil)
	page := g.find("望舒")
	assert.Equal(t, []string{"望舒传感"}, g.names(page), "at once, whatever the documents say")
	assert.Equal(t, 1, page.Total)
	assert.Equal(t, []search.TypeCount{{Type: "Company", Count: 1}}, page.Types)

	require.NoError(t, searchindex.Renew(t.Context(), g.db))
	g.index()
	assert.Equal(t, 1, g.documents())
}

func TestADeletionRemovesTheDocument(t *testing.T) {
	g := open(t)
	made := g.write(company("望舒半导体"))
	g.index()
	require.Equal(t, 1, g.documents())
	g.run("MATCH (c:Company) DETACH DELETE c CREATE (:Change:ChangePending {id: 'chg_1', kind: 'DELETE', type: 'Company', of: $id, by: 'test', "+
		"at: datetime.realtime(), count: 1, before: '{\"name\":\"望舒半导体\"}'})", map[string]any{"id": made[0].ID})
	g.index()
	assert.Zero(t, g.documents())
}

// A graph that was filled before there was a feed is read from its entities, and so is one
// that another layout indexed.
func TestIndexesAnOlderGraph(t *testing.T) {
	g := open(t)
	g.run("UNWIND range(1, 2500) AS i CREATE (:Company {id: 'com_' + i, name: '望舒' + i}) CREATE (:Person {id: 'per_' + i, name: '舒' + i})", nil)
	g.index()
	assert.Equal(t, 5000, g.documents())
	assert.Equal(t, search.MostHits, g.find("望舒").Total, "at most")

	g.run("MATCH (s:ClusterGraphSearch) SET s.layout = 'older' WITH s MATCH (d:SearchDocument) SET d.layout = 'older'", nil)
	g.run("MATCH (c:Company) WHERE c.name ENDS WITH '7' DETACH DELETE c", nil)
	g.index()
	assert.Equal(t, 4750, g.documents(), "documents of entities that are gone go too")
	assert.Len(t, g.run("MATCH (d:SearchDocument) WHERE d.layout = 'older' RETURN d", nil), 0)
}

func TestAWriteDuringTheFirstIndexingIsFound(t *testing.T) {
	g := open(t)
	g.run("UNWIND range(1, 2500) AS i CREATE (:Company {id: 'com_' + i, name: '舒' + i})", nil)
	for range 2 { // the state, and the first batch
		_, err := g.indexer.Step(t.Context())
		require.NoError(t, err)
	}
	g.write(company("扶光功率"))
	_, err := g.indexer.Step(t.Context())
	require.NoError(t, err)
	assert.Len(t, g.find("扶光").Hits, 1, "before the first indexing is done")
}

// Copies of the service work side by side; each write is taken in, and none is lost.
func TestSeveralIndexers(t *testing.T) {
	g := open(t)
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	for range 3 {
		running.Go(func() { searchindex.NewIndexer(g.db, g.cat).Run(ctx, slog.New(slog.DiscardHandler)) })
	}
	for i := range 20 {
		g.write(company("望舒" + strings.Repeat("一", i)))
	}
	require.Eventually(t, func() bool { return g.find("望舒").Total == 20 }, 30*time.Second, 50*time.Millisecond)
	stop()
	running.Wait()
	g.index()
	assert.Equal(t, 20, g.documents())
}

func TestOneThatWasOvertakenBeginsAgain(t *testing.T) {
	g := open(t)
	g.index()
	g.write(company("望舒"))
	behind := searchindex.NewIndexer(g.db, g.cat)
	g.index()
	g.write(company("羲和"))
	for range 3 {
		_, err := behind.Step(t.Context())
		require.NoError(t, err)
	}
	assert.Equal(t, 2, g.documents())
}

// Documents are written anew beside a service that indexes all the time: none is lost, each is
// found meanwhile, and what was wrong in one is mended.
func TestRenewedBesideOthers(t *testing.T) {
	const firms = 2500
	g := open(t)
	g.run("UNWIND range(1, $n) AS i CREATE (:Company {id: 'com_' + i, name: '望舒' + i})", map[string]any{"n": firms})
	g.index()
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	defer running.Wait()
	defer stop()
	running.Go(func() { searchindex.NewIndexer(g.db, g.cat).Run(ctx, slog.New(slog.DiscardHandler)) })
	for range 3 {
		g.run("MATCH (d:SearchDocument {of: 'com_7'}) SET d.layout = 'broken'", nil)
		require.NoError(t, searchindex.Renew(t.Context(), g.db))
		assert.Equal(t, firms, g.documents(), "before they are written anew")
		g.index()
	}
	require.Eventually(t, func() bool {
		return len(g.run("MATCH (s:ClusterGraphSearch) WHERE s.scanning = '' AND s.generation = 3 RETURN s", nil)) == 1
	}, time.Minute, 50*time.Millisecond)
	assert.Equal(t, firms, g.documents())
	assert.Len(t, g.run("MATCH (d:SearchDocument) RETURN DISTINCT d.layout", nil), 1, "all of them are renewed")
}
