package exchange_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/test/support"
)

// drawn is a graph in node-link form.
type drawn struct {
	Graph struct{ Truncated bool }
	Nodes []struct{ ID, Type, Name, Label, StockCode string }
	Edges []struct{ ID, Type, Source, Target, Role string }
}

func subgraph(t testing.TB, a *support.API, q url.Values) drawn {
	t.Helper()
	response, body, err := a.Export(t, "subgraph.json", q)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode, "%s", body)
	var g drawn
	require.NoError(t, json.Unmarshal(body, &g))
	return g
}

func (g drawn) ids() (nodes, edges []string) {
	for _, n := range g.Nodes {
		nodes = append(nodes, n.ID)
	}
	for _, e := range g.Edges {
		edges = append(edges, e.ID+" "+e.Type+" "+e.Source+" "+e.Target)
	}
	slices.Sort(nodes)
	slices.Sort(edges)
	return nodes, edges
}

// around is what the database itself finds around entities.
func around(t testing.TB, db *neo.DB, depth, types string, ids ...string) (nodes, edges []string) {
	t.Helper()
	rows, err := db.Exec(t.Context(), query.Statement{
		Text: "MATCH (a) WHERE a.id IN $ids CALL (a) { MATCH (a)-[" + types + "*0.." + depth + "]-(b) RETURN DISTINCT b } WITH collect(DISTINCT b) AS found " +
			"CALL (found) { UNWIND found AS x MATCH (x)-[r]->(y) WHERE y IN found RETURN collect(r.id + ' ' + type(r) + ' ' + x.id + ' ' + y.id) AS edges } " +
			"RETURN [n IN found | n.id], edges",
		Params: map[string]any{"ids": ids},
	})
	require.NoError(t, err)
	for i, into := range []*[]string{&nodes, &edges} {
		for _, v := range rows[0][i].([]any) {
			*into = append(*into, v.(string))
		}
		slices.Sort(*into)
	}
	return nodes, edges
}

func TestSubgraphs(t *testing.T) {
	db := neotest.Open(t)
	a := support.Serve(t, db, support.Fixture(t), app.Options{})
	_, err := ingest.Import(t.Context(), db, support.Declared(t), crowded(t), ingest.Options{})
	require.NoError(t, err)
	same := func(t *testing.T, g drawn, wantNodes, wantEdges []string) {
		t.Helper()
		nodes, edges := g.ids()
		assert.False(t, g.Graph.Truncated)
		assert.Equal(t, wantNodes, nodes)
		assert.Equal(t, wantEdges, edges)
	}
	for _, tt := range []struct {
		name, depth string
		ids         []string
	}{
		{"only those between the starts", "0", []string{support.NodeID("com", 0), support.NodeID("seg", 0), support.NodeID("dis", 0), support.NodeID("com", 1)}},
		{"a firm's neighbours", "1", []string{support.NodeID("com", 0)}},
		{"more neighbours than a page", "1", []string{support.NodeID("seg", 10), support.NodeID("per", 0)}},
		{"two steps from a person", "2", []string{support.NodeID("per", 1)}},
		{"nearly everything", "5", []string{support.NodeID("per", 1), support.NodeID("clu", 0)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			nodes, edges := around(t, db, tt.depth, "", tt.ids...)
			same(t, subgraph(t, a, url.Values{"ids": {strings.Join(tt.ids, ",")}, "depth": {tt.depth}}), nodes, edges)
		})
	}
	t.Run("some relationships", func(t *testing.T) {
		_, edges := around(t, db, "2", ":OPERATES_IN|PART_OF", support.NodeID("com", 0))
		g := subgraph(t, a, url.Values{"ids": {support.NodeID("com", 0)}, "depth": {"2"}, "relationships": {"OPERATES_IN,PART_OF"}})
		_, got := g.ids()
		want := slices.DeleteFunc(edges, func(e string) bool { return !strings.Contains(e, "OPERATES_IN") && !strings.Contains(e, "PART_OF") })
		assert.Equal(t, want, got)
	})
	t.Run("some types", func(t *testing.T) {
		g := subgraph(t, a, url.Values{"ids": {support.NodeID("com", 0)}, "depth": {"3"}, "types": {"ChainSegment"}})
		for _, n := range g.Nodes[1:] {
			assert.Contains(t, []string{"ChainSegment", "Company"}, n.Type)
		}
		assert.Equal(t, "600000", g.Nodes[0].StockCode)
		assert.Equal(t, g.Nodes[0].Name, g.Nodes[0].Label)
	})
	t.Run("truncated", func(t *testing.T) {
		g := subgraph(t, a, url.Values{"ids": {support.NodeID("seg", 10)}, "depth": {"2"}, "limit": {"30"}})
		assert.True(t, g.Graph.Truncated)
		assert.Len(t, g.Nodes, 30)
		nodes, edges := g.ids()
		_, all := around(t, db, "0", "", nodes...)
		assert.Equal(t, all, edges, "what lies between those that are there is there")
	})
	t.Run("XML", func(t *testing.T) {
		for _, format := range []string{"graphml", "gexf"} {
			response, body, err := a.Export(t, "subgraph."+format, url.Values{"ids": {support.NodeID("com", 0)}})
			require.NoError(t, err)
			assert.Equal(t, "application/"+format+"+xml; charset=utf-8", response.Header.Get("Content-Type"))
			assert.Equal(t, "attachment; filename=subgraph."+format, response.Header.Get("Content-Disposition"))
			assert.NoError(t, xml.Unmarshal(body, new(struct{})))
		}
	})
	for name, tt := range map[string]struct {
		file, query string
		status      int
		want        string
	}{
		"unknown id":     {"subgraph.json", "ids=" + support.NodeID("com", 999), 404, "nothing has the id " + support.NodeID("com", 999)},
		"no id":          {"subgraph.json", "", 400, "ids names the entities"},
		"format":         {"subgraph.dot", "ids=" + support.NodeID("com", 0), 404, "graphml, gexf or json"},
		"parameter":      {"subgraph.json", "id=" + support.NodeID("com", 0), 400, `no parameter "id"`},
		"depth":          {"subgraph.json", "depth=x&ids=" + support.NodeID("com", 0), 400, "depth is a number"},
		"date":           {"subgraph.json", "asOf=soon&ids=" + support.NodeID("com", 0), 400, "soon"},
		"no such limit":  {"subgraph.json", "limit=-1&ids=" + support.NodeID("com", 0), 400, "limit is a whole number"},
		"empty depth":    {"subgraph.json", "depth=&ids=" + support.NodeID("com", 0), 400, "the parameter depth is empty"},
		"all at once":    {"subgraph.json", "limit=0&depth=&types=%20&ids=" + support.NodeID("com", 0), 400, `empty; give it a value, or leave it out","extensions":{"argument":["types"],`},
		"too many nodes": {"subgraph.json", "limit=99999&ids=" + support.NodeID("com", 0), 400, "to 20000"},
	} {
		t.Run(name, func(t *testing.T) {
			q, err := url.ParseQuery(tt.query)
			require.NoError(t, err)
			response, body, err := a.Export(t, tt.file, q)
			require.NoError(t, err)
			assert.Equal(t, tt.status, response.StatusCode)
			assert.Contains(t, strings.ReplaceAll(string(body), `\"`, `"`), tt.want)
		})
	}
}
