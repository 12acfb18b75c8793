package changes

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/journal"
	"github.com/clustergraph/clustergraph/schema"
)

const hiddenSource, source, hiddenFirm = "src_01ke5q86000000000000000001", "src_01ke5q86000000000000000002", "com_01ke5q86000000000000000001"

func hidden(id string) bool { return id == hiddenSource || id == hiddenFirm }

func TestWithout(t *testing.T) {
	value := func(field, before, after string) feed.Value {
		return feed.Value{Field: field, Before: json.RawMessage(before), After: json.RawMessage(after)}
	}
	quoted := func(ids ...string) string {
		text, err := json.Marshal(ids)
		require.NoError(t, err)
		return string(text)
	}
	tests := []struct {
		name   string
		kind   journal.ChangeKind
		values []feed.Value
		want   []feed.Value
		gone   bool
	}{
		{"nothing hidden", journal.ChangeUpdate, []feed.Value{value("name", `"a"`, `"b"`)}, []feed.Value{value("name", `"a"`, `"b"`)}, false},
		{"one of two sources", journal.ChangeUpdate, []feed.Value{value("sources", "null", quoted(hiddenSource, source))}, []feed.Value{value("sources", "null", quoted(source))}, false},
		{"all that changed", journal.ChangeUpdate, []feed.Value{value("sources", quoted(source), quoted(source, hiddenSource))}, nil, true},
		{"beside another value", journal.ChangeUpdate, []feed.Value{value("name", `"a"`, `"b"`), value("sources", "null", quoted(hiddenSource))}, []feed.Value{value("name", `"a"`, `"b"`)}, false},
		{"a single id", journal.ChangeUpdate, []feed.Value{value("distinctFrom", "null", `"`+hiddenFirm+`"`)}, nil, true},
		{"a creation stays", journal.ChangeCreate, []feed.Value{value("sources", "null", quoted(hiddenSource))}, []feed.Value{}, false},
		{"values that were erased", journal.ChangeUpdate, []feed.Value{value("name", "null", "null")}, []feed.Value{value("name", "null", "null")}, false},
		{"numbers and lists of texts", journal.ChangeUpdate, []feed.Value{value("staff", "1", "2"), value("formerNames", `["a"]`, `["b"]`)}, []feed.Value{value("staff", "1", "2"), value("formerNames", `["a"]`, `["b"]`)}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			left := Without(feed.Entry{Kind: tt.kind, Values: tt.values}, hidden)
			if tt.gone {
				assert.Nil(t, left)
				return
			}
			require.NotNil(t, left)
			assert.Equal(t, tt.want, left.Values)
		})
	}
}

func TestNamedIn(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	entries := []feed.Entry{
		{Type: "Company", Values: []feed.Value{
			{Field: "sources", Before: json.RawMessage("null"), After: json.RawMessage(`["` + source + `", "` + hiddenSource + `"]`)},
			{Field: "name", Before: json.RawMessage("null"), After: json.RawMessage(`"` + hiddenFirm + `"`)}, // a name is no id, whatever it looks like
			{Field: "confidence", Before: json.RawMessage("null"), After: json.RawMessage("0.5")},
		}},
		{Type: "WORKS_AT", Values: []feed.Value{{Field: "to", Before: json.RawMessage(`"` + hiddenFirm + `"`), After: json.RawMessage(`"com_x"`)}}},
	}
	assert.Equal(t, []string{hiddenFirm, hiddenSource, source}, namedIn(cat, entries))
}
