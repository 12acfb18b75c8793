package feed

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/write/journal"
)

func value(field, before, after string) Value {
	return Value{Field: field, Before: json.RawMessage(before), After: json.RawMessage(after)}
}

func at(position int64, kind journal.ChangeKind, values ...Value) Entry {
	return Entry{ID: "chg", Position: position, Kind: kind, Values: values}
}

type shown map[string]json.RawMessage

func TestStateAt(t *testing.T) {
	// Made at 1, changed at 2, deleted at 4, made again at 6, changed at 7 and by what waits.
	changes := []Entry{
		at(1, journal.ChangeCreate),
		at(2, journal.ChangeUpdate, value("a", "1", "2"), value("b", "null", "5")),
		at(4, journal.ChangeDelete, value("a", "2", "null"), value("b", "5", "null")),
		at(6, journal.ChangeCreate),
		at(7, journal.ChangeUpdate, value("a", "3", "null")),
		at(0, journal.ChangeUpdate, value("a", "null", "4")),
	}
	now := state{true, shown{"a": []byte("4")}}
	tests := []struct {
		name     string
		position int64
		want     state
	}{
		{"before everything", 1, state{false, shown{}}},
		{"made", 2, state{true, shown{"a": []byte("1")}}},
		{"changed", 3, state{true, shown{"a": []byte("2"), "b": []byte("5")}}},
		{"until it is deleted", 4, state{true, shown{"a": []byte("2"), "b": []byte("5")}}},
		{"gone", 6, state{false, shown{}}},
		{"made again", 7, state{true, shown{"a": []byte("3")}}},
		{"without what waits", 8, state{true, shown{}}},
		{"now", unplaced + 1, now},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := stateAt(now, changes, tt.position)
			assert.Equal(t, tt.want, got)
		})
	}
}

// What was read before a change was written stays what it is when the change is taken back.
func TestStateAtOfWhatWasReadTooEarly(t *testing.T) {
	for name, tt := range map[string]struct {
		now state
		e   Entry
	}{
		"update":   {state{true, shown{"a": []byte("1")}}, at(5, journal.ChangeUpdate, value("a", "1", "2"))},
		"creation": {state{false, shown{}}, at(5, journal.ChangeCreate)},
		"deletion": {state{true, shown{"a": []byte("1")}}, at(5, journal.ChangeDelete, value("a", "1", "null"))},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.now, stateAt(tt.now, []Entry{tt.e}, 5))
		})
	}
}

func TestNet(t *testing.T) {
	one, two := state{true, shown{"a": []byte("1"), "b": []byte("7")}}, state{true, shown{"a": []byte("2"), "b": []byte("7")}}
	none := state{false, shown{}}
	tests := []struct {
		name          string
		before, after state
		kind          journal.ChangeKind
		values        []Value
		differs       bool
	}{
		{"changed", one, two, journal.ChangeUpdate, []Value{value("a", "1", "2")}, true},
		{"the same", one, one, journal.ChangeUpdate, nil, false},
		{"made", none, one, journal.ChangeCreate, []Value{value("a", "null", "1"), value("b", "null", "7")}, true},
		{"removed", one, none, journal.ChangeDelete, []Value{value("a", "1", "null"), value("b", "7", "null")}, true},
		{"never there", none, none, journal.ChangeUpdate, nil, false},
		{"a relationship without values", none, state{true, shown{}}, journal.ChangeCreate, nil, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kind, got, differs := net(tt.before, tt.after)
			assert.Equal(t, tt.kind, kind)
			assert.Equal(t, tt.values, got)
			assert.Equal(t, tt.differs, differs)
		})
	}
}
