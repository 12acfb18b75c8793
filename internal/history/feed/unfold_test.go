package feed

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/write/journal"
)

func TestUnfold(t *testing.T) {
	value := func(field, before, after string) Value {
		return Value{Field: field, Before: json.RawMessage(before), After: json.RawMessage(after)}
	}
	made := Entry{Kind: journal.ChangeCreate}
	update := func(values ...Value) Entry { return Entry{Kind: journal.ChangeUpdate, Values: values} }
	deleted := func(values ...Value) Entry { return Entry{Kind: journal.ChangeDelete, Values: values} }
	tests := []struct {
		name    string
		entries []Entry
		present map[string]json.RawMessage
		// want are the values of the creations, in their order.
		want [][]Value
	}{
		{"never changed", []Entry{made}, map[string]json.RawMessage{"a": []byte("1")}, [][]Value{{value("a", "null", "1")}}},
		{
			"changed twice",
			[]Entry{made, update(value("a", "1", "2"), value("b", "null", "9")), update(value("a", "2", "3"))},
			map[string]json.RawMessage{"a": []byte("3"), "b": []byte("9"), "c": []byte("7")},
			[][]Value{{value("a", "null", "1"), value("c", "null", "7")}},
		},
		{"removed value", []Entry{made, update(value("a", "1", "null"))}, nil, [][]Value{{value("a", "null", "1")}}},
		{
			"two lives",
			[]Entry{made, update(value("a", "1", "2")), deleted(value("a", "2", "null")), made, update(value("b", "null", "5"))},
			map[string]json.RawMessage{"a": []byte("8"), "b": []byte("5")},
			[][]Value{{value("a", "null", "1")}, {value("a", "null", "8")}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			unfold(tt.entries, tt.present)
			var got [][]Value
			for _, e := range tt.entries {
				if e.Kind == journal.ChangeCreate {
					got = append(got, e.Values)
				}
			}
			assert.Equal(t, tt.want, got)
		})
	}
}
