package cypher_test

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// world is a random graph, in memory and in Neo4j alike.
type world struct {
	cat   *catalog.Catalog
	nodes map[*catalog.Entity][]*element
	edges map[*catalog.Edge][]*element
	// far lists the relationships of an element by the field that sees them.
	far map[*element]map[*catalog.Relation][]link
}

// element is a node or a relationship with its properties; a missing one is not in the map.
type element struct {
	id    string
	props map[string]any
}

// link is a relationship as one of its ends sees it.
type link struct{ edge, end *element }

// sizes are how large a world is.
type sizes struct{ nodes, edges func(name string) int }

func same(n int) func(string) int { return func(string) int { return n } }

// newWorld makes a random graph of all entities and relationship types.
func newWorld(cat *catalog.Catalog, r *rand.Rand, size sizes) *world {
	w := &world{cat, map[*catalog.Entity][]*element{}, map[*catalog.Edge][]*element{}, map[*element]map[*catalog.Relation][]link{}}
	for _, e := range cat.Entities {
		for i := range size.nodes(e.Name) {
			n := &element{fmt.Sprintf("%s_%05d", e.Prefix, i), map[string]any{}}
			w.fill(n, r, e.Fields, i)
			n.props["id"], n.props["version"], n.props["illustrative"] = n.id, int64(1+r.IntN(3)), r.IntN(2) == 0
			n.props["recordedAt"] = fmt.Sprintf("2024-01-0%dT00:00:00.000Z", 1+r.IntN(9))
			property.Derive(e.Fields, n.props)
			if sources := w.nodes[cat.Entity("Source")]; len(sources) > 0 {
				n.props["sourceIds"] = []any{pick(r, sources).id, pick(r, sources).id}
			}
			w.nodes[e] = append(w.nodes[e], n)
		}
	}
	for _, edge := range cat.Edges {
		w.connect(r, edge, size.edges(edge.Type))
	}
	return w
}

var (
	texts = []string{
		"甲", "乙", "甲乙", "a", "B", "ab", "Ab", "zz", "it's", "b`c", `q"\`,
		// On either side of each place where code points and units of UTF-16 are ordered differently.
		"甲（苏）", "甲𬬻", "甲𬬻（", "甲\uD7FF", "甲\uE000", "a\uFE0F", "a\uFFFD", "a\U0010FFFF", "𬬻", "（",
	}
	dates = []string{"2019", "2020", "2020-01", "2020-02", "2020-02-11", "2020-02-28", "2020-12-31", "2021", "2021-01-01"}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func (w *world) fill(n *element, r *rand.Rand, fields []*catalog.Field, i int) {
	for _, f := range fields {
		if f.System || !f.NonNull && r.IntN(3) == 0 {
			continue
		}
		n.props[f.Name] = w.value(r, f, i)
	}
}

func (w *world) value(r *rand.Rand, f *catalog.Field, i int) any {
	switch {
	case f.Format != "": // all of them are codes
		return fmt.Sprintf("%c%05d", pick(r, []rune("ABC09")), i)
	case f.Unique:
		return fmt.Sprintf("%s %d", pick(r, texts), i)
	case f.List:
		list := []any{}
		for range 1 + r.IntN(2) {
			list = append(list, pick(r, texts))
		}
		return list
	}
	switch f.Kind {
	case catalog.Int, catalog.Yuan:
		return int64(r.IntN(5))
	case catalog.Float:
		return float64(r.IntN(8)) / 2
	case catalog.Boolean:
		return r.IntN(2) == 0
	case catalog.Date:
		return pick(r, dates)
	case catalog.Enum:
		return pick(r, w.cat.Enums[f.Enum])
	}
	return pick(r, texts)
}

func (w *world) connect(r *rand.Rand, edge *catalog.Edge, count int) {
	from, to := w.nodes[edge.From], w.nodes[edge.To]
	takenFrom, takenTo := map[*element]bool{}, map[*element]bool{}
	for i := range count {
		a, b := pick(r, from), pick(r, to)
		if edge.FromOne && takenFrom[a] || edge.ToOne && takenTo[b] {
			continue
		}
		takenFrom[a], takenTo[b] = true, true
		e := &element{fmt.Sprintf("rel_%s_%s_%s_%05d", edge.Type, edge.From.Prefix, edge.To.Prefix, i), map[string]any{}}
		if edge.Properties != nil {
			w.fill(e, r, edge.Properties.Fields, i)
			property.Derive(edge.Properties.Fields, e.props)
		}
		for _, name := range []string{catalog.ValidFrom, catalog.ValidTo} {
			if r.IntN(3) == 0 {
				e.props[name] = pick(r, dates)
			}
		}
		e.props["id"], e.props["from"], e.props["to"] = e.id, a.id, b.id
		w.edges[edge] = append(w.edges[edge], e)
		for _, rel := range edge.From.Relations {
			if rel.Type == edge.Type && rel.Out && rel.Target == edge.To {
				w.add(a, rel, link{e, b})
			}
		}
		for _, rel := range edge.To.Relations {
			if rel.Type == edge.Type && !rel.Out && rel.Target == edge.From {
				w.add(b, rel, link{e, a})
			}
		}
	}
}

func (w *world) add(n *element, rel *catalog.Relation, l link) {
	if w.far[n] == nil {
		w.far[n] = map[*catalog.Relation][]link{}
	}
	w.far[n][rel] = append(w.far[n][rel], l)
}

// store puts the world into an empty, migrated database.
func (w *world) store(t testing.TB) *neo.DB {
	t.Helper()
	db := neotest.Open(t)
	neotest.Clear(t, db)
	require.NoError(t, migrate.Run(t.Context(), db, w.cat, slog.New(slog.DiscardHandler)))
	run := func(text string, params map[string]any) {
		_, err := db.Exec(t.Context(), query.Statement{Text: text, Params: params})
		require.NoError(t, err)
	}
	for _, e := range w.cat.Entities {
		run("UNWIND $rows AS row CREATE (n:"+e.Name+") SET n = row", map[string]any{"rows": properties(w.nodes[e])})
	}
	for _, edge := range w.cat.Edges {
		run(fmt.Sprintf("UNWIND $rows AS row MATCH (a:%s {id: row.from}) MATCH (b:%s {id: row.to}) CREATE (a)-[r:%s]->(b) SET r = row REMOVE r.from, r.to",
			edge.From.Name, edge.To.Name, edge.Type), map[string]any{"rows": properties(w.edges[edge])})
	}
	run("CALL db.awaitIndexes(60)", nil)
	run("CALL db.resampleOutdatedIndexes()", nil)
	return db
}

func properties(list []*element) []any {
	rows := make([]any, len(list))
	for i, n := range list {
		rows[i] = n.props
	}
	return rows
}
