package merge

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

func (b *bench) merge(into, from string) Merge {
	b.T.Helper()
	m, err := b.tryMerge(into, from)
	require.NoError(b.T, err)
	return m
}

func (b *bench) tryMerge(into, from string) (m Merge, err error) {
	err = b.DB.Write(b.T.Context(), func(tx *neo.Tx) (err error) {
		m, err = mergeNodes(b.T.Context(), b.work(tx), b.Cat.EntityOfID(into), Request{Into: into, From: from, Evidence: "the same"})
		return err
	})
	return m, err
}

func (b *bench) unmerge(id string, sides ...EditSide) Unmerged {
	b.T.Helper()
	u, refused, err := b.tryUnmerge(id, sides...)
	require.NoError(b.T, err)
	require.Empty(b.T, refused)
	return u
}

func (b *bench) tryUnmerge(id string, sides ...EditSide) (u Unmerged, refused []error, err error) {
	err = b.DB.Write(b.T.Context(), func(tx *neo.Tx) (err error) {
		u, refused, err = unmerge(b.T.Context(), b.work(tx), id, sides)
		return err
	})
	return u, refused, err
}

// unstamped are the properties that tell when, how often and by whom something was written.
var unstamped = []string{"version", "recordedAt", "recordedBy", "createdIn"}

// facts is the public graph and what is said of it, without stamps and the ids of statements.
func (b *bench) facts() (facts [][]any) {
	b.T.Helper()
	rows := b.Query("CALL () { MATCH (n:Firm|City|Visit|Source) RETURN labels(n)[0] AS a, '' AS x, '' AS y, n.id AS id, properties(n) AS p " +
		"UNION ALL MATCH (a:Firm|City|Visit)-[r]->(b:Firm|City|Visit) RETURN type(r) AS a, a.id AS x, b.id AS y, r.id AS id, properties(r) AS p " +
		"UNION ALL MATCH (s:Statement) WHERE NOT EXISTS { MATCH (:Aside {id: s.of}) } AND NOT EXISTS { MATCH ()-[x:ASIDE]-() WHERE x.id = s.of } " +
		"RETURN 'Statement' AS a, s.of AS x, s.field AS y, s.value AS id, properties(s) AS p } RETURN a, x, y, p ORDER BY a, x, y, id")
	for _, row := range rows {
		properties := row[3].(map[string]any)
		for _, name := range unstamped {
			delete(properties, name)
		}
		if row[0] == "Statement" {
			delete(properties, "id")
		}
		for name, v := range properties {
			if list, is := v.([]any); is && len(list) == 0 {
				delete(properties, name)
			}
		}
		facts = append(facts, row)
	}
	return facts
}

// pair is two firms that differ in every way that a merge has to settle, and what is round them.
type pair struct {
	into, from, other, third string
	cities                   []string
}

func (b *bench) pair() pair {
	b.T.Helper()
	sources := b.Nodes("Source", input.Node{Values: map[string]any{"name": "甲"}}, input.Node{Values: map[string]any{"name": "乙"}})
	one, two := firm("600000", "name", "望舒", "capital", 7, "staff", 10, "aliases", []any{"WS"}), firm("600001", "name", "望舒半导体", "staff", 12, "score", 0.5, "aliases", []any{"WSB"})
	one.Sources, two.Sources = []input.Ref{{ID: sources[0].ID}}, []input.Ref{{ID: sources[1].ID}}
	firms := b.Nodes("Firm", one, two, firm("600002"), firm("600003"))
	cities := b.Nodes("City", input.Node{Values: map[string]any{"name": "张家港"}}, input.Node{Values: map[string]any{"name": "苏州"}}, input.Node{Values: map[string]any{"name": "深圳"}})
	p := pair{firms[0].ID, firms[1].ID, firms[2].ID, firms[3].ID, []string{cities[0].ID, cities[1].ID, cities[2].ID}}
	sale := func(from, to, product string, share float64, source int) input.Edge {
		return input.Edge{From: input.Ref{ID: from}, To: input.Ref{ID: to}, Values: map[string]any{"product": product, "share": share}, Sources: []input.Ref{{ID: sources[source].ID}}}
	}
	b.Edges("SELLS_TO",
		sale(p.into, p.other, "wafer", 0.3, 0), sale(p.from, p.other, "wafer", 0.4, 1), // the same one
		sale(p.from, p.other, "gas", 0.1, 1), sale(p.third, p.from, "sand", 0.2, 1), // to be moved
		sale(p.into, p.from, "own", 1, 0), sale(p.from, p.from, "self", 1, 0), // between the two
	)
	b.Edges("LIES_IN", input.Edge{From: input.Ref{ID: p.into}, To: input.Ref{ID: cities[0].ID}}, input.Edge{From: input.Ref{ID: p.from}, To: input.Ref{ID: cities[1].ID}})
	b.Edges("SEAT_OF", input.Edge{From: input.Ref{ID: p.from}, To: input.Ref{ID: cities[1].ID}})
	return p
}

func TestMergeAndUnmerge(t *testing.T) {
	b := open(t)
	p := b.pair()
	before := b.facts()
	m := b.merge(p.into, p.from)
	assert.Equal(t, [][]any{{"望舒", "600000", int64(7), int64(10), 0.5, []any{"WS", "WSB"}}},
		b.Query("MATCH (f:Firm {id: '"+p.into+"'}) RETURN f.name, f.ticker, f.capital, f.staff, f.score, f.aliases"))
	assert.Equal(t, [][]any{{"name", `"望舒"`, true}, {"name", `"望舒半导体"`, false}, {"staff", "10", true}, {"staff", "12", false}, {"ticker", `"600000"`, true}, {"ticker", `"600001"`, false}},
		b.Query("MATCH (s:Statement {of: '"+p.into+"'}) RETURN s.field, s.value, s.displayed ORDER BY s.field, s.value"))
	assert.Equal(t, [][]any{{"600000", "600000", "self"}, {"600000", "600002", "gas"}, {"600000", "600002", "wafer"}, {"600003", "600000", "sand"}},
		b.Query("MATCH (a:Firm)-[r:SELLS_TO]->(b:Firm) RETURN a.ticker, b.ticker, r.product ORDER BY a.ticker, b.ticker, r.product"))
	assert.Equal(t, [][]any{{"张家港"}}, b.Query("MATCH (:Firm)-[:LIES_IN]->(c) RETURN c.name"))
	assert.Equal(t, [][]any{{p.into, "苏州"}}, b.Query("MATCH (f:Firm)-[:SEAT_OF]->(c) RETURN f.id, c.name"))

	u := b.unmerge(m.ID)
	assert.Empty(t, u.Landed)
	assert.Empty(t, u.Left)
	assert.Equal(t, before, b.facts())
	assert.Empty(t, b.Query("MATCH (x:Alias) RETURN x.key"))
	assert.Empty(t, b.Query("MATCH ()-[x:ASIDE]->() RETURN x.id"))
}

func TestMergesAreUndoneInOrder(t *testing.T) {
	b := open(t)
	p := b.pair()
	before := b.facts()
	first := b.merge(p.into, p.from)
	second := b.merge(p.into, p.third)
	third := b.merge(p.other, p.into)
	for name, id := range map[string]string{"into a merged one": first.ID, "not the newest": first.ID, "aside": second.ID} {
		_, _, err := b.tryUnmerge(id)
		assert.Equal(t, fault.Conflict, fault.CodeOf(err), "%s: %v", name, err)
	}
	b.unmerge(third.ID)
	_, _, err := b.tryUnmerge(first.ID)
	require.Equal(t, fault.Conflict, fault.CodeOf(err))
	assert.Contains(t, err.Error(), second.ID)
	b.unmerge(second.ID)
	b.unmerge(first.ID)
	assert.Equal(t, before, b.facts())
	_, _, err = b.tryUnmerge(first.ID)
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "it was undone already")
}

func TestTwoMergesAtOnce(t *testing.T) {
	b := open(t)
	p := b.pair()
	errs := make(chan error, 2)
	for _, ends := range [][]string{{p.into, p.from}, {p.from, p.into}} {
		go func() {
			_, err := b.tryMerge(ends[0], ends[1])
			errs <- err
		}()
	}
	codes := []error{<-errs, <-errs}
	assert.True(t, slices.Contains(codes, nil), "one of them is done: %v", codes)
	assert.Equal(t, [][]any{{int64(1), int64(1)}}, b.Query("MATCH (a:Aside) WITH count(a) AS n MATCH (m:Merge) RETURN n, count(m)"))
}
