package merge

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// edit is something done to a node, or with one as an end: on is the node that it is done to.
// It is named after the merge by side, which returns the side that is requested, if any.
type edit struct {
	what string
	do   func(b *bench, on string)
	// natural is the node that the edit is about anyway, empty where a side decides.
	natural string
	// field or relationship names it.
	field, relationship string
	side                Side
}

// TestUnmergeLeavesWhatWasThere merges the two firms of a random graph, edits the merged one, and
// undoes the merge: what is left is the graph without the merge, with each edit on its side.
func TestUnmergeLeavesWhatWasThere(t *testing.T) {
	b := open(t)
	for seed := range uint64(20) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			b := b.in(t)
			random := rand.New(rand.NewPCG(seed, 5))
			p, edits := b.random(random)
			for _, e := range edits {
				on := e.natural
				if on == "" {
					on = map[Side]string{SideInto: p.into, SideFrom: p.from}[e.side]
				}
				e.do(b, on)
			}
			want := b.facts()

			p, _ = b.random(rand.New(rand.NewPCG(seed, 5)))
			m := b.merge(p.into, p.from)
			var sides []EditSide
			for _, e := range edits {
				e.do(b, p.into)
				if e.natural == "" && (e.side == SideFrom || random.IntN(2) == 0) {
					sides = append(sides, EditSide{Field: e.field, Relationship: e.relationship, Side: e.side})
				}
				t.Log(e.what, e.side)
			}
			u := b.unmerge(m.ID, sides...)
			require.Empty(t, u.Left)
			require.Equal(t, want, b.facts())
		})
	}
}

const idForm = "%s_01hzzzzzzzzzzzzzzzzzz%05d"

// random makes a graph and edits; the same random source makes the same ids.
func (b *bench) random(random *rand.Rand) (pair, []edit) {
	b.Clear()
	number := 0
	next := func(prefix string) string { number++; return fmt.Sprintf(idForm, prefix, number) }
	sources := []input.Node{}
	for range 3 {
		sources = append(sources, input.Node{ID: next("src"), Values: map[string]any{"name": fmt.Sprint("source ", number)}})
	}
	b.Nodes("Source", sources...)
	cited := func() []input.Ref {
		if random.IntN(3) == 0 {
			return nil
		}
		return []input.Ref{{ID: sources[random.IntN(3)].ID}}
	}
	var firms []input.Node
	for i := range 6 {
		row := firm(fmt.Sprintf("60000%d", i))
		row.ID, row.Sources = next("frm"), cited()
		for _, f := range []struct {
			name  string
			value any
		}{{"capital", random.IntN(3)}, {"staff", random.IntN(3)}, {"score", 0.5}, {"aliases", []any{fmt.Sprint("a", random.IntN(2)), fmt.Sprint("b", random.IntN(2))}}, {"about", "x"}} {
			if random.IntN(3) > 0 {
				row.Values[f.name] = f.value
			}
		}
		firms = append(firms, row)
	}
	b.Nodes("Firm", firms...)
	p := pair{into: firms[0].ID, from: firms[1].ID, other: firms[2].ID, third: firms[3].ID}
	for i := range 3 {
		id := next("cty")
		b.Nodes("City", input.Node{ID: id, Values: map[string]any{"name": fmt.Sprint("city ", i)}})
		p.cities = append(p.cities, id)
	}
	kept := b.randomEdges(random, p, firms, next, cited)
	return p, b.randomEdits(random, p, kept, next)
}

// randomEdges joins the firms; it returns the relationships that one of the two has, by id, with
// the one that has it.
func (b *bench) randomEdges(random *rand.Rand, p pair, firms []input.Node, next func(string) string, cited func() []input.Ref) map[string]string {
	kept, seen := map[string]string{}, map[string][]string{}
	for range 14 {
		from, to := firms[random.IntN(4)].ID, firms[random.IntN(6)].ID
		id, product := next("rel"), fmt.Sprint("p", random.IntN(2))
		row := input.Edge{ID: id, From: input.Ref{ID: from}, To: input.Ref{ID: to}, Values: map[string]any{"product": product, "share": float64(random.IntN(2))}, Sources: cited()}
		if b.Edges("SELLS_TO", row)[0].Status != record.Created {
			continue
		}
		// What both have, or joins them, is decided by the merge.
		for _, end := range []string{p.into, p.from} {
			if from == end && to != p.into && to != p.from || to == end && from != p.into && from != p.from {
				key := fmt.Sprint("to ", to, product)
				if from != end {
					key = fmt.Sprint("from ", from, product)
				}
				seen[key] = append(seen[key], id)
				kept[id] = end
			}
		}
	}
	for _, ids := range seen {
		if len(ids) > 1 {
			for _, id := range ids {
				delete(kept, id)
			}
		}
	}
	for i, end := range []string{p.into, p.from, p.third} {
		if random.IntN(3) > 0 {
			b.Edges("LIES_IN", input.Edge{ID: next("rel"), From: input.Ref{ID: end}, To: input.Ref{ID: p.cities[random.IntN(2)]}})
		}
		if random.IntN(3) > 0 {
			b.Edges("SEAT_OF", input.Edge{ID: next("rel"), From: input.Ref{ID: end}, To: input.Ref{ID: p.cities[i]}})
		}
	}
	return kept
}

func (b *bench) randomEdits(random *rand.Rand, p pair, kept map[string]string, next func(string) string) []edit {
	side := func() Side {
		return []Side{SideInto, SideFrom}[random.IntN(2)]
	}
	var edits []edit
	for _, f := range []struct {
		name  string
		value any
	}{{"capital", 90}, {"staff", 91}, {"name", "renamed"}, {"about", nil}, {"ticker", "600009"}, {"score", 0.25}} {
		if random.IntN(2) == 0 {
			continue
		}
		edits = append(edits, edit{what: "set " + f.name, side: side(), field: f.name, do: func(b *bench, on string) {
			out := b.Nodes("Firm", input.Node{ID: on, Values: map[string]any{f.name: f.value}})
			require.NotEqual(b.T, record.Rejected, out[0].Status, "%v", out[0].Problems)
		}})
	}
	for i := range random.IntN(3) {
		id, to, s := next("rel"), []string{p.other, p.third}[random.IntN(2)], side()
		edits = append(edits, edit{what: "link " + id, side: s, relationship: id, do: func(b *bench, on string) {
			out := b.Edges("SELLS_TO", input.Edge{ID: id, From: input.Ref{ID: on}, To: input.Ref{ID: to}, Values: map[string]any{"product": fmt.Sprint("new ", i)}})
			require.Equal(b.T, record.Created, out[0].Status, "%v", out[0].Problems)
		}})
	}
	if random.IntN(2) == 0 {
		id, s := next("rel"), side()
		edits = append(edits, edit{what: "move to " + p.cities[2], side: s, relationship: id, do: func(b *bench, on string) {
			out := b.Edges("LIES_IN", input.Edge{ID: id, From: input.Ref{ID: on}, To: input.Ref{ID: p.cities[2]}})
			require.NotEqual(b.T, record.Rejected, out[0].Status, "%v", out[0].Problems)
		}})
	}
	for _, id := range slices.Sorted(maps.Keys(kept)) {
		end := kept[id]
		switch random.IntN(3) {
		case 0:
			edits = append(edits, edit{what: "share of " + id, natural: end, do: func(b *bench, _ string) {
				rows := b.Query("MATCH (a)-[r:SELLS_TO {id: '" + id + "'}]->(b) RETURN a.id, b.id, r.product")
				b.Edges("SELLS_TO", input.Edge{ID: id, From: input.Ref{ID: rows[0][0].(string)}, To: input.Ref{ID: rows[0][1].(string)}, Values: map[string]any{"product": rows[0][2], "share": 0.75}})
			}})
		case 1:
			edits = append(edits, edit{what: "unlink " + id, natural: end, do: func(b *bench, _ string) { b.unlink(id) }})
		}
	}
	return edits
}

func (b *bench) unlink(id string) {
	b.T.Helper()
	require.NoError(b.T, b.DB.Write(b.T.Context(), func(tx *neo.Tx) error {
		owner := b.Query("MATCH (a:Firm)-[r:SELLS_TO {id: '" + id + "'}]->() RETURN a.id")[0][0].(string)
		links, err := element.EdgesOf(b.T.Context(), tx, b.Cat, b.Cat.Entity("Firm"), owner)
		if err != nil {
			return err
		}
		var gone []element.Edge
		for _, l := range links {
			if l.ID == id {
				gone = append(gone, l)
			}
		}
		return b.Writer.Unlink(b.T.Context(), tx, gone)
	}))
}
