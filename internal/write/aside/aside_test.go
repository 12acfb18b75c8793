package aside_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

func TestAsideAndBack(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000", "capital", 7), firm("600001"), firm("600002"))
	city := b.Nodes("City", input.Node{Values: map[string]any{"name": "张家港"}})[0].ID
	b.Edges("SELLS_TO",
		input.Edge{From: byTicker("600000"), To: byTicker("600001"), Values: map[string]any{"product": "steel", "share": 0.5}},
		input.Edge{From: byTicker("600002"), To: byTicker("600000")},
		input.Edge{From: byTicker("600000"), To: byTicker("600000")},
		input.Edge{From: byTicker("600001"), To: byTicker("600002")},
	)
	b.Edges("LIES_IN", input.Edge{From: byTicker("600000"), To: input.Ref{ID: city}})
	before := b.Everything()

	id := firms[0].ID
	a := b.PutAside(id, alias.Withheld, "")
	assert.Equal(t, "firm 600000", a.Properties["name"])
	assert.Equal(t, [][]any{{int64(2)}}, b.Query("MATCH (f:Firm) RETURN count(f)"))
	assert.Equal(t, [][]any{{int64(1)}}, b.Query("MATCH ()-[r:SELLS_TO]->() RETURN count(r)"))
	assert.Equal(t, [][]any{{int64(0)}}, b.Query("MATCH ()-[r:LIES_IN]->() RETURN count(r)"))
	assert.Equal(t, [][]any{{int64(4)}}, b.Query("MATCH ()-[r:ASIDE]->() RETURN count(r)"))

	back, err := b.Restore(id)
	require.NoError(t, err)
	assert.Len(t, back.Edges, 4)
	assert.Empty(t, back.Waiting)
	assert.Empty(t, back.Kept)
	assert.Equal(t, before, b.Everything())
	assert.Empty(t, b.Query("MATCH (x:Alias) RETURN x"))
}

func TestRelationshipsWaitForTheirOtherEnd(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"))
	sale := b.Edges("SELLS_TO", input.Edge{From: byTicker("600000"), To: byTicker("600001")})[0].ID
	before := b.Everything()
	b.PutAside(firms[0].ID, alias.Withheld, "")
	b.PutAside(firms[1].ID, alias.Withheld, "")
	back, err := b.Restore(firms[0].ID)
	require.NoError(t, err)
	assert.Equal(t, aside.Restored{Waiting: []string{sale}}, back)
	back, err = b.Restore(firms[1].ID)
	require.NoError(t, err)
	assert.Equal(t, aside.Restored{Edges: []string{sale}}, back)
	assert.Equal(t, before, b.Everything())
}

func TestWhatIsThereByNowIsNotPushedAside(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"))
	city := b.Nodes("City", input.Node{Values: map[string]any{"name": "张家港"}})[0].ID
	seat := b.Edges("SEAT_OF", input.Edge{From: input.Ref{ID: firms[0].ID}, To: input.Ref{ID: city}})[0].ID
	b.PutAside(firms[0].ID, alias.Withheld, "")
	b.Edges("SEAT_OF", input.Edge{From: input.Ref{ID: firms[1].ID}, To: input.Ref{ID: city}})
	back, err := b.Restore(firms[0].ID)
	require.NoError(t, err)
	assert.Equal(t, aside.Restored{Kept: []string{seat}}, back)
	assert.Equal(t, [][]any{{firms[1].ID}}, b.Query("MATCH (f)-[:SEAT_OF]->(:City) RETURN f.id"))
}

func TestAUniqueValueThatIsTakenKeepsANodeAside(t *testing.T) {
	b := open(t)
	firms := b.Nodes("Firm", firm("600000"), firm("600001"))
	b.PutAside(firms[0].ID, alias.Withheld, "")
	b.Query("MATCH (f:Firm) SET f.ticker = '600000', f.ticker_canonical = '600000'")
	_, err := b.Restore(firms[0].ID)
	require.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)
	assert.Contains(t, err.Error(), "ticker")
}

// What went aside before there was a rule for writings comes back as it was, beside what writes the
// same text in another way; what went aside since does not.
func TestWhatWasAsideBeforeWritingsWereOneComesBack(t *testing.T) {
	for name, tt := range map[string]struct {
		canonical string
		back      bool
	}{"before": {"null", true}, "since": {"'(集团)'", false}} {
		t.Run(name, func(t *testing.T) {
			b := open(t)
			id := b.Nodes("City", input.Node{Values: map[string]any{"name": "（集团）"}})[0].ID
			b.PutAside(id, alias.Withheld, "")
			b.Query("MATCH (a:Aside) SET a.name_canonical = " + tt.canonical)
			b.Query("CREATE (:City {id: 'cty_00000000000000000000000001', name: '(集团)', name_canonical: '(集团)', name_pinyin: '" + pinyin.SortKey("(集团)") + "', version: 1})")
			_, err := b.Restore(id)
			if !tt.back {
				assert.Equal(t, fault.Conflict, fault.CodeOf(err), "%v", err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, [][]any{{"（集团）"}}, b.Query("MATCH (c:City {id: '"+id+"'}) RETURN c.name_canonical"))
		})
	}
}
