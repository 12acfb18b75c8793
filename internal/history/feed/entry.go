package feed

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Entry is one change of one node or relationship.
type Entry struct {
	// ID is that of the stored change; creations of one batch share it.
	ID       string
	Position int64
	// Cursor lies behind the entry: what comes after it is read from there.
	Cursor Cursor
	// place is that of the entry within its change.
	place int
	// At is the server's time of the write, By who wrote.
	At   time.Time
	By   string
	Kind journal.ChangeKind
	// Type is the entity, or the relationship type.
	Type string
	// Of is the id of the node or relationship; From and To are the ends of the latter.
	Of, From, To string
	// Reverts is the key of the entry that this one undoes, empty for none.
	Reverts string
	// Merge is the id of the merge that the change is a part of, or of its undoing; empty for none.
	Merge string
	// Into is the id of what stands for the element since the merge, or stood for it before its
	// undoing; empty for nothing.
	Into string
	// Version is the one that an entity had when it was deleted, 0 for all else.
	Version int64
	// Reason is why, as the writer said; empty for none.
	Reason string
	// Erased tells that the values were removed: Values names the fields alone.
	Erased bool
	// Values are those that changed, by field: all of them for a deletion. Creations have
	// theirs in a history only.
	Values []Value
}

// Key tells entries apart: creations of one batch share the stored change.
func (e Entry) Key() string {
	if e.Kind == journal.ChangeCreate {
		return e.ID + "." + e.Of
	}
	return e.ID
}

// Value is one field of a change, as JSON; null stands for no value.
type Value struct {
	Field         string
	Before, After json.RawMessage
}

var null = json.RawMessage("null")

func isNull(v json.RawMessage) bool { return string(v) == string(null) }

// value is what the entry tells of a field; false when it tells nothing.
func (e Entry) value(field string) (Value, bool) {
	for _, v := range e.Values {
		if v.Field == field {
			return v, true
		}
	}
	return Value{}, false
}

// values joins the stored texts of what was and what is.
func values(before, after string) ([]Value, error) {
	was, err := decode(before)
	if err != nil {
		return nil, err
	}
	is, err := decode(after)
	if err != nil {
		return nil, err
	}
	return joined(was, is), nil
}

func decode(text string) (map[string]json.RawMessage, error) {
	var values map[string]json.RawMessage
	if text == "" {
		return values, nil
	}
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "a recorded change cannot be read")
	}
	return values, nil
}

func joined(before, after map[string]json.RawMessage) []Value {
	all := maps.Clone(before)
	if all == nil {
		all = map[string]json.RawMessage{}
	}
	maps.Copy(all, after)
	var list []Value
	for _, field := range slices.Sorted(maps.Keys(all)) {
		list = append(list, Value{Field: field, Before: orNull(before[field]), After: orNull(after[field])})
	}
	return list
}

func orNull(v json.RawMessage) json.RawMessage {
	if v == nil {
		return null
	}
	return v
}
