package record_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

const uscc1, uscc2, uscc3 = "91320582PDY00001X7", "91320582PDY0000287", "91320582PDY0000362"

// TestNoRowTakesTheIdentityOfAnother has rows whose key leads to another node than their other
// unique values, or to none while these lead to one.
func TestNoRowTakesTheIdentityOfAnother(t *testing.T) {
	b := open(t)
	named := func(by string, values ...any) input.Node {
		row := input.Node{FindBy: by, Values: map[string]any{}}
		for i := 0; i < len(values); i += 2 {
			row.Values[values[i].(string)] = values[i+1]
		}
		return row
	}
	tests := []struct {
		name string
		row  input.Node
		// means is the field that is refused, says what the reason names beside the two nodes.
		field string
		says  []string
	}{
		{"a name of nobody, a code copied down", named("name", "name", "乙", "uscc", uscc1), "name", []string{`"乙" is not the name of`, "(甲)", `"甲"`}},
		{"a name of another", named("name", "name", "丙", "uscc", uscc1), "name", []string{`"丙" is that of`, "(丙)", "(甲)"}},
		{"a ticker of nobody under the uscc of another", named("ticker", "name", "甲", "ticker", "600009", "uscc", uscc1), "ticker", []string{"(甲)", `"600000"`}},
		{"a name that stands for another since a merge", named("name", "name", "旧", "uscc", uscc1), "name", []string{`"旧" is that of`, "(丙)", "(甲)"}},
		{"a key that stands for another since a merge", named("ticker", "name", "甲", "ticker", "600005", "uscc", uscc1), "ticker", []string{"(丙)", "(甲)"}},
		{"two keys", named("", "name", "甲", "uscc", uscc1, "ticker", "600002"), "ticker", []string{"(丙)", "(甲)"}},
		{"a new uscc under the ticker of another", named("", "name", "丁", "uscc", uscc3, "ticker", "600000"), "uscc", []string{"(甲)", uscc1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := b.In(t)
			firms := b.Nodes("Firm", named("", "name", "甲", "uscc", uscc1, "ticker", "600000"), named("", "name", "丙", "uscc", uscc2, "ticker", "600002"), named("", "name", "旧", "ticker", "600005"))
			b.PutAside(firms[2].ID, alias.MergedAway, firms[1].ID)
			before := b.Everything()
			out := b.Nodes("Firm", tt.row)[0]
			require.Equal(t, record.Rejected, out.Status)
			at := slices.IndexFunc(out.Problems, func(p input.Problem) bool { return p.Field == tt.field })
			require.GreaterOrEqual(t, at, 0, "%v", out.Problems)
			for _, says := range tt.says {
				assert.Contains(t, out.Problems[at].Reason, says)
			}
			assert.True(t, out.Problems[at].Taken)
			assert.Equal(t, before, b.Everything())
		})
	}
	t.Run("rows of one batch", func(t *testing.T) {
		b := b.In(t)
		out := b.Nodes("Firm", named("name", "name", "甲", "uscc", uscc1), named("name", "name", "乙", "uscc", uscc1))
		assert.Equal(t, []record.Status{record.Created, record.Rejected}, statuses(out))
		assert.Contains(t, out[1].Problems[0].Reason, "(甲)")
	})
	t.Run("what lacks a value takes it", func(t *testing.T) {
		b := b.In(t)
		out := b.Nodes("Firm", named("", "name", "甲", "uscc", uscc1), named("ticker", "name", "甲", "uscc", uscc1, "ticker", "600000"))
		assert.Equal(t, []record.Status{record.Created, record.Updated}, statuses(out), "%v", out[1].Problems)
	})
}

// TestNamesStayWithTheirCodes imports random lists by name: whatever the codes of the rows, no
// node that is there gets the name of another, and no code moves to a node of another name.
func TestNamesStayWithTheirCodes(t *testing.T) {
	b := open(t)
	rapid.Check(t, func(r *rapid.T) {
		b.Clear()
		names := map[string]string{}
		for range rapid.IntRange(1, 4).Draw(r, "batches") {
			var rows []input.Node
			for range rapid.IntRange(1, 6).Draw(r, "rows") {
				row := input.Node{FindBy: "name", Values: map[string]any{"name": rapid.SampledFrom([]string{"甲", "乙", "丙"}).Draw(r, "name")}}
				if rapid.Bool().Draw(r, "has uscc") {
					row.Values["uscc"] = rapid.SampledFrom([]string{uscc1, uscc2}).Draw(r, "uscc")
				}
				if rapid.Bool().Draw(r, "has ticker") {
					row.Values["ticker"] = fmt.Sprintf("60000%d", rapid.IntRange(0, 2).Draw(r, "ticker"))
				}
				rows = append(rows, row)
			}
			b.Nodes("Firm", rows...)
			for _, row := range b.Query("MATCH (n:Firm) RETURN n.id, n.name") {
				id, name := row[0].(string), row[1].(string)
				if names[id] != "" && names[id] != name {
					r.Fatalf("%s was %s and is %s", id, names[id], name)
				}
				names[id] = name
			}
		}
	})
}
