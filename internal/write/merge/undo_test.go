package merge

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// wafer is the relationship that stands for one that both firms had.
func (b *bench) wafer() string {
	return b.Query("MATCH (:Firm)-[r:SELLS_TO {product: 'wafer'}]->(:Firm) RETURN r.id ORDER BY r.id LIMIT 1")[0][0].(string)
}

func (b *bench) shares(product string) [][]any {
	return b.Query("MATCH (a:Firm)-[r:SELLS_TO {product: '" + product + "'}]->(:Firm) RETURN a.ticker, r.share ORDER BY a.ticker")
}

// TestEditsOfAFoldedRelationship lets them land on either side.
func TestEditsOfAFoldedRelationship(t *testing.T) {
	shared := open(t)
	for name, tt := range map[string]struct {
		remove bool
		side   Side
		want   [][]any
	}{
		"changed, usual":     {false, "", [][]any{{"600000", 0.9}, {"600001", 0.4}}},
		"changed, into":      {false, SideInto, [][]any{{"600000", 0.9}, {"600001", 0.4}}},
		"changed, from":      {false, SideFrom, [][]any{{"600000", 0.3}, {"600001", 0.9}}},
		"removed, usual":     {true, "", [][]any{{"600001", 0.4}}},
		"removed, from":      {true, SideFrom, [][]any{{"600000", 0.3}}},
		"removed, into also": {true, SideInto, [][]any{{"600001", 0.4}}},
	} {
		t.Run(name, func(t *testing.T) {
			b := shared.in(t)
			p := b.pair()
			m := b.merge(p.into, p.from)
			id := b.wafer()
			if tt.remove {
				b.unlink(id)
			} else {
				b.Edges("SELLS_TO", input.Edge{ID: id, From: input.Ref{ID: p.into}, To: input.Ref{ID: p.other}, Values: map[string]any{"product": "wafer", "share": 0.9}})
			}
			var sides []EditSide
			side := SideInto
			if tt.side != "" {
				side = tt.side
				sides = append(sides, EditSide{Relationship: id, Side: side})
			}
			u := b.unmerge(m.ID, sides...)
			assert.Equal(t, tt.want, b.shares("wafer"))
			require.Len(t, u.Landed, 1)
			assert.Equal(t, []any{id, side}, []any{u.Landed[0].Of, u.Landed[0].Side})
		})
	}
}

// TestWhatSourcesSaySinceTheMergeStays lets a third source contest a value of the merged firm.
func TestWhatSourcesSaySinceTheMergeStays(t *testing.T) {
	shared := open(t)
	for side, want := range map[Side][][]any{
		SideInto: {{"600000", "10", false}, {"600000", "99", true}},
		SideFrom: {{"600001", "12", false}, {"600001", "99", true}},
	} {
		t.Run(string(side), func(t *testing.T) {
			b := shared.in(t)
			p := b.pair()
			m := b.merge(p.into, p.from)
			source := b.Nodes("Source", input.Node{Values: map[string]any{"name": "丙"}})[0].ID
			out := b.Nodes("Firm", input.Node{ID: p.into, Values: map[string]any{"staff": 99}, Sources: []input.Ref{{ID: source}}})
			require.Equal(t, record.Updated, out[0].Status)
			b.unmerge(m.ID, EditSide{Field: "staff", Side: side}, EditSide{Field: "sources", Side: side})
			assert.Equal(t, want, b.Query("MATCH (s:Statement {field: 'staff'}) MATCH (f:Firm {id: s.of}) RETURN f.ticker, s.value, s.displayed ORDER BY s.value"))
			assert.Equal(t, [][]any{{want[0][0]}}, b.Query("MATCH (f:Firm) WHERE f.contested IS NOT NULL RETURN f.ticker"))
		})
	}
}

func TestSidesThatAreRefused(t *testing.T) {
	b := open(t)
	p := b.pair()
	m := b.merge(p.into, p.from)
	moved := b.Query("MATCH ()-[r:SELLS_TO {product: 'sand'}]->() RETURN r.id")[0][0].(string)
	b.unlink(moved)
	for name, tt := range map[string]struct {
		side EditSide
		says string
	}{
		"nothing":                     {EditSide{Side: SideFrom}, "name one of"},
		"two names":                   {EditSide{Field: "staff", Change: "chg_1", Side: SideFrom}, "name one of"},
		"not edited":                  {EditSide{Field: "staff", Side: SideFrom}, "nothing of this name"},
		"no change":                   {EditSide{Change: "chg_1", Side: SideFrom}, "nothing of this name"},
		"relationship of one of them": {EditSide{Relationship: moved, Side: SideInto}, "lands on FROM"},
	} {
		t.Run(name, func(t *testing.T) {
			_, refused, err := b.tryUnmerge(m.ID, tt.side)
			require.NoError(t, err)
			require.NotEmpty(t, refused)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(refused[0]))
			assert.Contains(t, refused[0].Error(), tt.says)
		})
	}
	u := b.unmerge(m.ID, EditSide{Relationship: moved, Side: SideFrom})
	assert.Equal(t, moved, u.Landed[0].Of)
	assert.Empty(t, b.shares("sand"))
}

// TestWhatIsGoneDoesNotComeBack removes the far end of a relationship that both firms had.
func TestWhatIsGoneDoesNotComeBack(t *testing.T) {
	b := open(t)
	p := b.pair()
	gone := b.Query("MATCH (:Firm {id: '" + p.from + "'})-[r:LIES_IN]->() RETURN r.id")[0][0]
	m := b.merge(p.into, p.from)
	b.Query("MATCH (c:City {name: '苏州'}) DETACH DELETE c")
	u := b.unmerge(m.ID)
	assert.Equal(t, []string{gone.(string)}, u.Left)
	assert.Equal(t, [][]any{{"600000", "张家港"}}, b.Query("MATCH (f:Firm)-[:LIES_IN]->(c) RETURN f.ticker, c.name"))
}

// TestAMergeWithinAMerge moves the relationships that went aside with a firm when their far end
// is merged too.
func TestAMergeWithinAMerge(t *testing.T) {
	b := open(t)
	p := b.pair()
	before := b.facts()
	first := b.merge(p.into, p.from)
	second := b.merge(p.third, p.other) // the far end of the folded sale
	b.unmerge(first.ID)
	assert.Equal(t, [][]any{{"600000", 0.3}, {"600001", 0.4}}, b.shares("wafer"))
	assert.Equal(t, [][]any{{p.third}, {p.third}}, b.Query("MATCH (:Firm)-[r:SELLS_TO {product: 'wafer'}]->(b:Firm) RETURN b.id"))
	b.unmerge(second.ID)
	assert.Equal(t, before, b.facts())
}
