package feed

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// changesOf reads the changes and the creations of an element; one that was deleted and made
// again has several creations.
func changesOf(ctx context.Context, run query.Runner, el element.Element) ([]Entry, error) {
	createdIn := el.Properties[catalog.CreatedIn]
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (d:" + catalog.ChangeLabel + " {of: $id}) WITH collect(d) AS own " +
			"WITH own, [d IN own WHERE d." + catalog.CreatedIn + " IS NOT NULL | d." + catalog.CreatedIn + "] + $createdIn AS made " +
			"CALL (own, made) { UNWIND own AS c RETURN c UNION UNWIND made AS id MATCH (c:" + catalog.ChangeLabel + " {id: id}) RETURN c } " +
			"RETURN " + columns,
		Params: map[string]any{"id": el.ID, "createdIn": listOf(createdIn)},
	})
	if err != nil {
		return nil, err
	}
	changes, err := decodeChanges(rows)
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, len(changes))
	for i, c := range changes {
		entries[i] = c.Entry
		entries[i].Of = el.ID
	}
	return entries, nil
}

func listOf(v any) []any {
	if v == nil {
		return []any{}
	}
	return []any{v}
}

func raw(values map[string]any) (map[string]json.RawMessage, error) {
	out := make(map[string]json.RawMessage, len(values))
	for field, v := range values {
		text, err := json.Marshal(v)
		if err != nil {
			return nil, fault.Wrap(fault.Internal, err, "the stored value of %s cannot be read", field)
		}
		out[field] = text
	}
	return out, nil
}

// unfold gives creations the values that elements were made with: the present ones, with
// the later changes taken back, latest first. A deletion knows all values there were.
func unfold(entries []Entry, present map[string]json.RawMessage) {
	state := map[string]json.RawMessage{}
	maps.Copy(state, present)
	var from, to string
	for i := len(entries) - 1; i >= 0; i-- {
		e := &entries[i]
		from, to = cmp.Or(e.From, from), cmp.Or(e.To, to)
		switch e.Kind {
		case journal.ChangeCreate:
			e.Values = joined(nil, state)
			e.From, e.To = from, to
			state = map[string]json.RawMessage{}
		case journal.ChangeDelete, journal.ChangeErase:
			state = map[string]json.RawMessage{}
			takeBack(state, e.Values)
		default:
			if e.moves() {
				from, to = e.endsBefore()
				continue
			}
			takeBack(state, e.Values)
		}
	}
}

func takeBack(state map[string]json.RawMessage, values []Value) {
	for _, v := range values {
		if isNull(v.Before) {
			delete(state, v.Field)
			continue
		}
		state[v.Field] = v.Before
	}
}
