package merge

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Side is one of the two nodes that were merged.
type Side string

// The sides, as they are served.
const (
	SideInto Side = "INTO"
	SideFrom Side = "FROM"
)

// EditSide says on which side edits made since a merge are to land: one change, all of a field,
// or all of a relationship.
type EditSide struct {
	Change, Field, Relationship string
	Side                        Side
}

// Landed is where an edit landed.
type Landed struct {
	// Change is the key of the change, and Of the node or relationship that it was about.
	Change, Of string
	// Field is empty for a relationship that was made or removed.
	Field string
	Side  Side
}

// laterEdit is a change that was made since a merge.
type laterEdit struct {
	id, of string
	kind   journal.ChangeKind
	values []editedValue
}

type editedValue struct {
	// field is the name in changes.
	field         string
	before, after json.RawMessage
}

// key is that of the change in the feed: creations of one batch share the change.
func (e laterEdit) key() string {
	if e.kind == journal.ChangeCreate {
		return e.id + "." + e.of
	}
	return e.id
}

// editsOf reads the changes of elements made after a moment and not by the merge itself, in the
// order in which they were made.
func editsOf(ctx context.Context, tx *neo.Tx, elements []string, since time.Time, merge string) ([]laterEdit, error) {
	found, err := query.All[struct {
		ID     string             `column:"id"`
		Of     string             `column:"of"`
		Kind   journal.ChangeKind `column:"kind"`
		Before string             `column:"before"`
		After  string             `column:"after"`
		Merge  string             `column:"merge"`
	}](ctx, tx, query.Statement{
		Text: "UNWIND $elements AS v MATCH (c:" + catalog.ChangeLabel + " {of: v}) WHERE c.at >= $since AND coalesce(c.merge, '') <> $merge " +
			"RETURN c.id AS id, c.of AS of, c.kind AS kind, c.before AS before, c.after AS after, c.merge AS merge ORDER BY c.at, c.id",
		Params: map[string]any{"elements": elements, "since": since, "merge": merge},
	})
	edits := make([]laterEdit, len(found))
	for i, c := range found {
		values, err := editedValues(c.Before, c.After)
		if err != nil {
			return nil, err
		}
		edits[i] = laterEdit{id: c.ID, of: c.Of, kind: c.Kind, values: slices.DeleteFunc(values, func(v editedValue) bool {
			// Another merge may have moved it: its ends are no values, nor is what it is not.
			return v.field == distinctField || c.Merge != "" && (v.field == "from" || v.field == "to")
		})}
	}
	return edits, err
}

func editedValues(before, after string) ([]editedValue, error) {
	was, is := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	for _, part := range []struct {
		text string
		into *map[string]json.RawMessage
	}{{before, &was}, {after, &is}} {
		if part.text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(part.text), part.into); err != nil {
			return nil, fault.Wrap(fault.Internal, err, "a recorded change cannot be read")
		}
	}
	names := slices.AppendSeq(slices.Collect(maps.Keys(was)), maps.Keys(is))
	slices.Sort(names)
	names = slices.Compact(names)
	values := make([]editedValue, len(names))
	for i, name := range names {
		values[i] = editedValue{name, was[name], is[name]}
	}
	return values, nil
}

// replay applies those edits of an element to its properties that land on a side. Lists, and
// sources, gain and lose what an edit added and took away. It is pure.
func replay(fields []*catalog.Field, base map[string]any, edits []laterEdit, lands func(laterEdit, string) bool) map[string]any {
	out := property.Clone(base)
	for _, e := range edits {
		for _, v := range e.values {
			if e.kind != journal.ChangeUpdate || !lands(e, v.field) {
				continue
			}
			name := journal.PropertyOf(v.field)
			f := catalog.FieldNamed(fields, name)
			before, after := decoded(f, name, v.before), decoded(f, name, v.after)
			if name == catalog.SourceIDs || f != nil && f.List {
				after = shiftedList(out[name], before, after)
			}
			out[name] = after
			if after == nil {
				delete(out, name)
			}
		}
	}
	return out
}

func decoded(f *catalog.Field, name string, value json.RawMessage) any {
	var v any
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber()
	if decoder.Decode(&v) != nil {
		return nil
	}
	return typedValue(f, name, v)
}

// shiftedList is a list with what was added to another, and without what was taken from it.
func shiftedList(list, before, after any) any {
	now, _ := property.Texts(list)
	was, _ := property.Texts(before)
	is, _ := property.Texts(after)
	out := slices.DeleteFunc(slices.Clone(now), func(s string) bool { return slices.Contains(was, s) && !slices.Contains(is, s) })
	added := slices.DeleteFunc(slices.Clone(is), func(s string) bool { return slices.Contains(was, s) })
	out = property.Union(out, added)
	if len(out) == 0 && after == nil {
		return nil
	}
	return out
}
