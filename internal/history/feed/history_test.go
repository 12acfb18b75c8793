package feed_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

func (b *bench) history(id string) []feed.Entry {
	b.t.Helper()
	past, err := b.past(id)
	require.NoError(b.t, err)
	return past.Entries
}

// past is that of an element, after all changes have got their positions.
func (b *bench) past(id string) (feed.Past, error) {
	b.t.Helper()
	_, err := feed.Sequence(b.t.Context(), b.db)
	require.NoError(b.t, err)
	return feed.PastOf(b.t.Context(), b.db, b.cat, id)
}

func TestHistoryOfANode(t *testing.T) {
	b := open(t)
	id := b.nodes("Firm", firm("600000", "staff", 1), firm("600001"))[0].ID
	b.nodes("Firm", firm("600000", "staff", 2, "about", "x"))
	b.nodes("Firm", firm("600000", "staff", nil))
	entries := b.history(id)
	require.Len(t, entries, 3)
	assert.Equal(t, []string{"illustrative null false", `name null "firm 600000"`, "staff null 1", `ticker null "600000"`}, shown(entries[0]))
	assert.Equal(t, []string{`about null "x"`, "staff 1 2"}, shown(entries[1]))
	assert.Equal(t, []string{"staff 2 null"}, shown(entries[2]))
	for i, e := range entries {
		assert.Equal(t, id, e.Of)
		assert.Equal(t, int64(i+1), e.Position)
	}
}

func TestHistoryOfARelationship(t *testing.T) {
	b := open(t)
	firms := b.nodes("Firm", firm("600000"), firm("600001"))
	link := func(share any) string {
		return b.edges("SELLS_TO", input.Edge{From: byTicker("600000"), To: byTicker("600001"), Values: map[string]any{"share": share}})[0].ID
	}
	id := link(0.5)
	link(0.25)
	entries := b.history(id)
	require.Len(t, entries, 2)
	assert.Equal(t, []string{"share null 0.5"}, shown(entries[0]))
	assert.Equal(t, []string{"share 0.5 0.25"}, shown(entries[1]))
	for _, e := range entries {
		assert.Equal(t, [3]string{"SELLS_TO", firms[0].ID, firms[1].ID}, [3]string{e.Type, e.From, e.To})
	}
}

func TestADeletedRelationshipKeepsItsHistory(t *testing.T) {
	b := open(t)
	b.nodes("City", input.Node{Values: map[string]any{"name": "X"}}, input.Node{Values: map[string]any{"name": "Y"}})
	b.nodes("Firm", firm("600000"))
	in := func(city string) string {
		return b.edges("LIES_IN", input.Edge{From: byTicker("600000"), To: input.Ref{Entity: "City", Field: "name", Value: city}})[0].ID
	}
	first := in("X")
	in("Y")
	entries := b.history(first)
	require.Len(t, entries, 2)
	assert.Equal(t, []journal.ChangeKind{journal.ChangeCreate, journal.ChangeDelete}, []journal.ChangeKind{entries[0].Kind, entries[1].Kind})
	assert.NotEmpty(t, entries[0].From)
	assert.Equal(t, entries[1].To, entries[0].To)
}

func TestHistoryOfNothing(t *testing.T) {
	b := open(t)
	for _, id := range []string{"frm_01fvk6dfhv0000000000000000", "rel_01fvk6dfhv0000000000000000", "nonsense", ""} {
		_, err := b.past(id)
		assert.Equal(t, fault.NotFound, fault.CodeOf(err), id)
	}
}

func TestWhatIsOlderThanTheFeedHasNoCreation(t *testing.T) {
	b := open(t)
	b.value("CREATE (n:Firm {id: 'frm_01fvk6dfhv0000000000000000', name: 'old', ticker: '600000', version: 1}) RETURN n.id")
	assert.Empty(t, b.history("frm_01fvk6dfhv0000000000000000"))
	b.nodes("Firm", firm("600000"))
	entries := b.history("frm_01fvk6dfhv0000000000000000")
	require.Len(t, entries, 1)
	assert.Equal(t, []string{`name "old" "firm 600000"`}, shown(entries[0]))
}
