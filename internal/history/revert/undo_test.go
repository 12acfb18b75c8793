package revert

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

type object = map[string]json.RawMessage

func value(field, before, after string) feed.Value {
	return feed.Value{Field: field, Before: json.RawMessage(before), After: json.RawMessage(after)}
}

func entry(id string, kind journal.ChangeKind, values ...feed.Value) feed.Entry {
	return feed.Entry{ID: id, Of: "x", Kind: kind, Values: values}
}

func TestUndoing(t *testing.T) {
	made := entry("1", journal.ChangeCreate, value("a", "null", "1"))
	update := entry("2", journal.ChangeUpdate, value("a", "1", "2"), value("b", "null", "5"))
	deleted := entry("3", journal.ChangeDelete, value("a", "2", "null"), value("b", "5", "null"))
	again := entry("4", journal.ChangeCreate, value("a", "null", "7"))
	there := func(present object, entries ...feed.Entry) feed.Past {
		return feed.Past{Exists: true, Present: present, Entries: entries}
	}
	gone := func(entries ...feed.Entry) feed.Past { return feed.Past{Entries: entries} }
	tests := []struct {
		name, key string
		past      feed.Past
		even      bool
		want      undo
		refused   string
		current   map[string]any
	}{
		{"update", "2", there(object{"a": []byte("2"), "b": []byte("5")}, made, update), false, undo{journal.ChangeUpdate, object{"a": []byte("1"), "b": []byte("null")}}, "", nil},
		{"update, a field is again what it was", "2", there(object{"a": []byte("1"), "b": []byte("5")}, made, update), false, undo{journal.ChangeUpdate, object{"b": []byte("null")}}, "", nil},
		{"update, all are", "2", there(object{"a": []byte("1")}, made, update), true, undo{}, "again what they were", nil},
		{"update, changed again", "2", there(object{"a": []byte("3"), "b": []byte("5")}, made, update), false, undo{}, "a changed again", map[string]any{"a": json.RawMessage("3")}},
		{"update, taken away since", "2", there(object{"a": []byte("2"), "c": []byte("9")}, made, update, update), true, undo{journal.ChangeUpdate, object{"a": []byte("1")}}, "", nil},
		{"update, changed again, all the same", "2", there(object{"a": []byte("3"), "b": []byte("6")}, made, update), true, undo{journal.ChangeUpdate, object{"a": []byte("1"), "b": []byte("null")}}, "", nil},
		{"update of what is gone", "2", gone(made, update, deleted), true, undo{}, "removed by the change 3", nil},
		{"creation", "1.x", there(object{"a": []byte("1")}, made), false, undo{kind: journal.ChangeDelete}, "", nil},
		{"creation, more to it", "1.x", there(object{"a": []byte("1"), "b": []byte("5")}, made, update), false, undo{}, "b changed again", map[string]any{"b": json.RawMessage("5")}},
		{"creation, more to it, all the same", "1.x", there(object{"a": []byte("1"), "b": []byte("5")}, made, update), true, undo{kind: journal.ChangeDelete}, "", nil},
		{"creation of what is gone", "1.x", gone(made, update, deleted), true, undo{}, "removed by the change 3", nil},
		{"creation, made again as it was", "1.x", there(object{"a": []byte("1")}, made, update, deleted, again), false, undo{kind: journal.ChangeDelete}, "", nil},
		{"creation, made again otherwise", "1.x", there(object{"a": []byte("7")}, made, update, deleted, again), false, undo{}, "a changed again", map[string]any{"a": json.RawMessage("7")}},
		{"deletion", "3", gone(made, update, deleted), false, undo{journal.ChangeCreate, object{"a": []byte("2"), "b": []byte("5")}}, "", nil},
		{"deletion of what is there", "3", there(object{}, made, update, deleted, again), true, undo{}, "there again", nil},
		{"deletion, removed again as it was", "3", gone(made, update, deleted, again, deleted), false, undo{journal.ChangeCreate, object{"a": []byte("2"), "b": []byte("5")}}, "", nil},
		{"deletion, removed again otherwise", "3", gone(made, update, deleted, again, entry("5", journal.ChangeDelete)), false, undo{}, "by the change 5", nil},
		{"deletion, removed again otherwise, all the same", "3", gone(made, update, deleted, again, entry("5", journal.ChangeDelete)), true, undo{journal.ChangeCreate, object{"a": []byte("2"), "b": []byte("5")}}, "", nil},
		{"not of this history", "9", there(object{}, made), true, undo{}, "no longer holds", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := undoing(tt.past, tt.key, tt.even)
			if tt.refused == "" {
				require.NoError(t, err)
				assert.Equal(t, tt.want, got)
				return
			}
			require.ErrorContains(t, err, tt.refused)
			f := err.(*fault.Error)
			assert.Equal(t, fault.Conflict, f.Code)
			assert.Equal(t, []any{"change"}, f.Path)
			if tt.current != nil {
				assert.Equal(t, map[string]any{"current": tt.current}, f.Details)
			}
		})
	}
}

func TestRowOf(t *testing.T) {
	got, err := rowOf(object{
		"a": []byte(`"x"`), "n": []byte("9007199254740991"), "l": []byte(`["p","q"]`), "gone": []byte("null"),
		"sources": []byte(`["src_1","src_2"]`), "confidence": []byte("0.25"), "validFrom": []byte(`"2020-02"`), "validTo": []byte("null"),
	})
	require.NoError(t, err)
	quarter := 0.25
	assert.Equal(t, given{
		values:  map[string]any{"a": "x", "n": json.Number("9007199254740991"), "l": []any{"p", "q"}, "gone": nil},
		sources: []input.Ref{{ID: "src_1"}, {ID: "src_2"}}, dropSources: true, confidence: &quarter, validFrom: "2020-02", drop: []string{"validTo"},
	}, got)
	got, err = rowOf(object{"sources": []byte("null")})
	require.NoError(t, err)
	assert.Equal(t, given{values: map[string]any{}, dropSources: true}, got)
	_, err = rowOf(object{"a": []byte("{")})
	assert.Equal(t, fault.Internal, fault.CodeOf(err))
}
