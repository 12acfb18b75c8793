package record_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

func city(name string) input.Node { return input.Node{Values: map[string]any{"name": name}} }

// TestWritingsOfOneTextAreOne writes names of which one is another writing of the other.
func TestWritingsOfOneTextAreOne(t *testing.T) {
	b := open(t)
	for name, tt := range map[string]struct{ first, again string }{
		"composed and not":   {"Café 集群", "Cafe\u0301 集群"},
		"brackets":           {"中材（集团）", "中材(集团)"},
		"zero width":         {"张家港\u200b", "张\u200e家\u00ad港"},
		"spaces":             {"A\u00a0B", "\u3000A  B "},
		"wide letters":       {"ＡＢ１", "AB1"},
		"variation selector": {"葛\U000e0100城", "葛城\ufe0f"},
	} {
		t.Run(name, func(t *testing.T) {
			b := b.In(t)
			out := b.Nodes("City", city(tt.first), city(tt.again))
			assert.Equal(t, []record.Status{record.Created, record.Unchanged}, statuses(out), "in one batch")
			assert.Equal(t, []record.Status{record.Unchanged}, statuses(b.Nodes("City", city(tt.again))), "in the next")
			taken := city(tt.again)
			taken.ID = "cty_01arz3ndektsv4rrffq69g5fav"
			refused := b.Nodes("City", taken)[0]
			require.Equal(t, record.Rejected, refused.Status)
			assert.True(t, refused.Problems[0].Taken)

			named := func(name string) input.Node {
				return input.Node{FindBy: "name", Values: map[string]any{"name": name, "staff": 1}}
			}
			assert.Equal(t, []record.Status{record.Created, record.Unchanged}, statuses(b.Nodes("Firm", named(tt.first), named(tt.again))))
			var hits []record.Hit
			b.Tx(func(tx *neo.Tx) (err error) {
				hits, err = b.Writer.Resolve(t.Context(), tx, []input.Ref{{Entity: "City", Field: "name", Value: tt.again}, {Entity: "Firm", Field: "name", Value: tt.again}})
				return err
			})
			assert.NotEmpty(t, hits[0].ID, hits[0].Problem)
			assert.NotEmpty(t, hits[1].ID, hits[1].Problem)
			edges := b.Edges("LIES_IN", input.Edge{From: input.Ref{ID: hits[1].ID}, To: input.Ref{Entity: "City", Field: "name", Value: tt.again}})
			assert.Equal(t, record.Created, edges[0].Status, "%v", edges[0].Problems)
			first := input.Ref{ID: hits[1].ID}
			sells := func(product string) input.Edge {
				return input.Edge{From: first, To: byTicker("600000"), Values: map[string]any{"product": product}}
			}
			b.Nodes("Firm", firm("600000"))
			sold := b.Edges("SELLS_TO", sells(tt.first), sells(tt.again))
			assert.Equal(t, sold[0].ID, sold[1].ID, "keys of relationships")
			assert.Len(t, b.Query("MATCH (c:City) RETURN c"), 1)
		})
	}
}

// What shared a text before there was one rule is kept, found by its own writing, and restored.
func TestWhatSharesATextStaysAsItWas(t *testing.T) {
	b := open(t)
	const first, second, wide, narrow = "cty_01arz3ndektsv4rrffq69g5faa", "cty_01arz3ndektsv4rrffq69g5fab", "（集团）", "(集团)"
	restored := func(id, name string) input.Node {
		return input.Node{ID: id, Values: map[string]any{"name": name}, Restored: true}
	}
	for name, rows := range map[string][]input.Node{
		"the canonical one first":    {restored(second, narrow), restored(first, wide)},
		"the canonical one last":     {restored(first, wide), restored(second, narrow)},
		"neither of them, but first": {restored(first, wide), restored(second, narrow+"\u200b")},
	} {
		t.Run(name, func(t *testing.T) {
			for _, size := range []int{1, 2} {
				b := b.In(t)
				for i := 0; i < len(rows); i += size {
					for _, out := range b.Nodes("City", rows[i:i+size]...) {
						require.Equal(t, record.Created, out.Status, "%v", out.Problems)
					}
				}
				for _, row := range rows {
					out := b.Nodes("City", city(row.Values["name"].(string)))[0]
					assert.Equal(t, record.Unchanged, out.Status, "%v", out.Problems)
					assert.Equal(t, row.ID, out.ID)
					same := b.Nodes("City", input.Node{ID: row.ID, Values: map[string]any{"name": row.Values["name"], "illustrative": true}})[0]
					assert.Equal(t, record.Updated, same.Status, "%v", same.Problems)
				}
			}
		})
	}
}

// However a name is written, it is found by each writing of it.
func TestRandomWritingsLeadToOneNode(t *testing.T) {
	b := open(t)
	part := rapid.SampledFrom([]string{"甲", "（", ")", "é", "e\u0301", "\u200b", "\u00a0", " ", "Ａ", "a", "\ufe0f", "𬬻", "ﾊﾟ"})
	rapid.Check(t, func(r *rapid.T) {
		b.Clear()
		ids := map[string]string{}
		for range rapid.IntRange(1, 5).Draw(r, "names") {
			name := ""
			for _, p := range rapid.SliceOfN(part, 1, 4).Draw(r, "name") {
				name += p
			}
			out := b.Nodes("City", city(name))[0]
			c := canon.Text(name)
			switch {
			case c == "":
				if out.Status != record.Rejected {
					r.Fatalf("%+q is no name", name)
				}
			case out.Status == record.Rejected, ids[c] != "" && ids[c] != out.ID:
				r.Fatalf("%+q is %s, not %s: %v", name, out.ID, ids[c], out.Problems)
			default:
				ids[c] = out.ID
			}
		}
		if n := len(b.Query("MATCH (c:City) RETURN c.id")); n != len(ids) {
			r.Fatalf("%d names are %d cities", len(ids), n)
		}
	})
}
