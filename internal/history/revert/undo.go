package revert

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// undo is what takes a change back, named after the change that it makes itself.
type undo struct {
	kind journal.ChangeKind
	// values are JSON, null for none: the fields to set, or all of what is made again.
	values map[string]json.RawMessage
}

// undoing says what undoes the change with a key; the past must hold it. What was changed
// again since is a conflict, unless that may be lost.
func undoing(past feed.Past, key string, evenIfChanged bool) (undo, error) {
	at := slices.IndexFunc(past.Entries, func(e feed.Entry) bool { return e.Key() == key })
	if at < 0 {
		return undo{}, conflict(nil, "the history no longer holds the change, so it cannot be undone")
	}
	e, since := past.Entries[at], past.Entries[at+1:]
	if e.Erased {
		return undo{}, conflict(nil, "it told of somebody who was erased since, which cannot be undone")
	}
	switch e.Kind {
	case journal.ChangeCreate:
		return undoCreation(past, e, since, evenIfChanged)
	case journal.ChangeDelete:
		return undoDeletion(past, e, since, evenIfChanged)
	}
	return undoUpdate(past, e, since, evenIfChanged)
}

func undoUpdate(past feed.Past, e feed.Entry, since []feed.Entry, evenIfChanged bool) (undo, error) {
	if !past.Exists {
		return undo{}, gone(since)
	}
	u := undo{kind: journal.ChangeUpdate, values: map[string]json.RawMessage{}}
	lost := map[string]any{}
	for _, v := range e.Values {
		now := present(past, v.Field)
		switch {
		case same(now, v.Before):
			continue
		case !same(now, v.After):
			lost[v.Field] = shown(past, v.Field, now)
		}
		u.values[v.Field] = v.Before
	}
	if len(u.values) == 0 {
		return u, conflict(nil, "all of its values are again what they were before the change")
	}
	return u, changedSince(lost, evenIfChanged)
}

// undoCreation removes what was made, also where it was removed and made again since, unless
// there is more to it by now.
func undoCreation(past feed.Past, e feed.Entry, since []feed.Entry, evenIfChanged bool) (undo, error) {
	if !past.Exists {
		return undo{}, gone(since)
	}
	lost := map[string]any{}
	made := map[string]json.RawMessage{}
	for _, v := range e.Values {
		made[v.Field] = v.After
	}
	for field := range union(made, past.Present) {
		if now := present(past, field); !same(now, orNull(made[field])) {
			lost[field] = shown(past, field, now)
		}
	}
	return undo{kind: journal.ChangeDelete}, changedSince(lost, evenIfChanged)
}

// undoDeletion makes again what was removed. Where that happened twice, the later values are
// those to go back to.
func undoDeletion(past feed.Past, e feed.Entry, since []feed.Entry, evenIfChanged bool) (undo, error) {
	if past.Exists {
		return undo{}, conflict(nil, "it is there again already")
	}
	if again := latest(since, journal.ChangeDelete); again != nil && !evenIfChanged && !slices.EqualFunc(e.Values, again.Values, sameBefore) {
		return undo{}, conflict(nil, "it was made again since and removed with other values by the change %s; revert that one, or say evenIfChanged: true", again.Key())
	}
	u := undo{kind: journal.ChangeCreate, values: map[string]json.RawMessage{}}
	for _, v := range e.Values {
		if string(v.Before) != "null" {
			u.values[v.Field] = v.Before
		}
	}
	return u, nil
}

func sameBefore(a, b feed.Value) bool { return a.Field == b.Field && same(a.Before, b.Before) }

func latest(entries []feed.Entry, kind journal.ChangeKind) *feed.Entry {
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].Kind == kind {
			return &entries[i]
		}
	}
	return nil
}

func gone(since []feed.Entry) error {
	if by := latest(since, journal.ChangeDelete); by != nil {
		return conflict(nil, "it is gone: it was removed by the change %s; revert that one first", by.Key())
	}
	return conflict(nil, "it is gone")
}

// changedSince refuses to lose values of now, unless told.
func changedSince(lost map[string]any, evenIfChanged bool) error {
	if len(lost) == 0 || evenIfChanged {
		return nil
	}
	fields := slices.Sorted(maps.Keys(lost))
	return conflict(map[string]any{"current": lost},
		"%s changed again since; look at the current values, and say evenIfChanged: true to lose them", strings.Join(fields, ", "))
}

func conflict(details map[string]any, format string, args ...any) error {
	f := fault.New(fault.Conflict, format, args...)
	f.Path, f.Details = []any{"change"}, details
	return f
}

// hidden tells that a change, or what its undoing would be compared with, has values that the
// policy masks: whether they are still the same tells what they are.
func hidden(past feed.Past, key string, policy privacy.Policy) bool {
	masked := map[string]bool{}
	for _, f := range past.Fields {
		masked[f.Name] = policy.Masks(f)
	}
	for _, e := range past.Entries {
		if e.Key() != key {
			continue
		}
		for _, v := range e.Values {
			if masked[v.Field] {
				return true
			}
		}
		for field := range past.Present {
			if e.Kind == journal.ChangeCreate && masked[field] {
				return true
			}
		}
	}
	return false
}

// shown is a value as an error tells it: errors are logged and passed on, so that sensitive
// ones are masked whoever asks.
func shown(past feed.Past, field string, v json.RawMessage) json.RawMessage {
	return privacy.Policy{}.ShownJSON(catalog.FieldNamed(past.Fields, field), v)
}

func present(past feed.Past, field string) json.RawMessage { return orNull(past.Present[field]) }

func orNull(v json.RawMessage) json.RawMessage {
	if v == nil {
		return json.RawMessage("null")
	}
	return v
}

func same(a, b json.RawMessage) bool { return string(a) == string(b) }

func union(a, b map[string]json.RawMessage) map[string]bool {
	names := map[string]bool{}
	for name := range a {
		names[name] = true
	}
	for name := range b {
		names[name] = true
	}
	return names
}
