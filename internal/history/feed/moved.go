package feed

import (
	"encoding/json"
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// The values under which a change tells of a relationship that was given other ends.
const fromEnd, toEnd = "from", "to"

// moves tells whether the change gave a relationship other ends, as merges do.
func (e Entry) moves() bool {
	return e.Kind == journal.ChangeUpdate && e.Merge != "" && e.From != "" &&
		slices.ContainsFunc(e.Values, func(v Value) bool { return v.Field == fromEnd || v.Field == toEnd })
}

// endsBefore are the ends that a relationship had before the change, which is one that moves.
func (e Entry) endsBefore() (from, to string) {
	from, to = e.From, e.To
	for _, v := range e.Values {
		switch v.Field {
		case fromEnd:
			_ = json.Unmarshal(v.Before, &from)
		case toEnd:
			_ = json.Unmarshal(v.Before, &to)
		}
	}
	return from, to
}

// Ends are the ids of the entities that a relationship leads from and to, and of those that
// it led from and to before the change; none for an entity.
func (e Entry) Ends() []string {
	if e.From == "" {
		return nil
	}
	ends := []string{e.From, e.To}
	if e.moves() {
		from, to := e.endsBefore()
		ends = append(ends, from, to)
	}
	return ends
}

// withEnds adds the ends that a relationship has now to its values, where one of its changes
// is about them.
func withEnds(s state, el element.Element, changes []Entry) state {
	if !s.exists || !slices.ContainsFunc(changes, Entry.moves) {
		return s
	}
	for name, id := range map[string]string{fromEnd: el.From, toEnd: el.To} {
		s.values[name], _ = json.Marshal(id)
	}
	return s
}

// ofMerges are the changes that merges and their undoing made.
func ofMerges(changes []Entry) []Entry {
	return slices.DeleteFunc(slices.Clone(changes), func(e Entry) bool { return e.Merge == "" })
}
