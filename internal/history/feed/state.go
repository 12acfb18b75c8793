package feed

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// state is what an element was at a place in the feed.
type state struct {
	exists bool
	values map[string]json.RawMessage
}

// stateAt takes back, latest first, the changes from a position on: what is left is the state
// before it. Changes that wait for their position are the latest. It sorts the changes.
func stateAt(now state, changes []Entry, position int64) state {
	slices.SortFunc(changes, func(a, b Entry) int {
		return cmp.Or(-cmp.Compare(positionOf(a), positionOf(b)), -a.At.Compare(b.At), -cmp.Compare(a.ID, b.ID))
	})
	s := state{now.exists, map[string]json.RawMessage{}}
	maps.Copy(s.values, now.values)
	for _, e := range changes {
		if positionOf(e) >= position {
			s = s.before(e)
		}
	}
	return s
}

// unplaced stands for the position of a change that waits for one.
const unplaced = int64(1)<<62 - 1

func positionOf(e Entry) int64 {
	if e.Position == 0 {
		return unplaced
	}
	return e.Position
}

// before is the state that a change found. A deletion knows all values there were.
func (s state) before(e Entry) state {
	switch e.Kind {
	case journal.ChangeCreate:
		return state{false, map[string]json.RawMessage{}}
	case journal.ChangeDelete, journal.ChangeErase:
		s = state{true, map[string]json.RawMessage{}}
	}
	takeBack(s.values, e.Values)
	return s
}

// net is what two states differ in; false when they do not.
func net(before, after state) (journal.ChangeKind, []Value, bool) {
	var values []Value
	for _, v := range joined(before.values, after.values) {
		if string(v.Before) != string(v.After) {
			values = append(values, v)
		}
	}
	switch {
	case before.exists && !after.exists:
		return journal.ChangeDelete, values, true
	case !before.exists && after.exists:
		return journal.ChangeCreate, values, true
	}
	return journal.ChangeUpdate, values, before.exists && len(values) > 0
}
