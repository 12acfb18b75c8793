package record

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
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
	kind   ChangeKind
	values []editedValue
}

type editedValue struct {
	// field is the name in changes.
	field         string
	before, after json.RawMessage
}

// key is that of the change in the feed: creations of one batch share the change.
func (e laterEdit) key() string {
	if e.kind == ChangeCreate {
		return e.id + "." + e.of
	}
	return e.id
}

// editsOf reads the changes of things made after a moment and not by the merge itself, in the
// order in which they were made.
func editsOf(ctx context.Context, tx *neo.Tx, things []any, since any, merge string) ([]laterEdit, error) {
	rows, err := tx.Run(ctx, query.Statement{
		Text: "UNWIND $things AS v MATCH (c:" + catalog.ChangeLabel + " {of: v}) WHERE c.at >= $since AND coalesce(c.merge, '') <> $merge " +
			"RETURN c.id, c.of, c.kind, c.before, c.after, c.merge ORDER BY c.at, c.id",
		Params: map[string]any{"things": things, "since": since, "merge": merge},
	})
	if err != nil {
		return nil, err
	}
	edits := make([]laterEdit, len(rows))
	for i, row := range rows {
		edits[i] = laterEdit{id: property.Text(row[0]), of: property.Text(row[1]), kind: ChangeKind(property.Text(row[2]))}
		if edits[i].values, err = editedValues(property.Text(row[3]), property.Text(row[4])); err != nil {
			return nil, err
		}
		edits[i].values = slices.DeleteFunc(edits[i].values, func(v editedValue) bool {
			// Another merge may have moved it: its ends are no values, nor is what it is not.
			return v.field == distinctField || row[5] != nil && (v.field == "from" || v.field == "to")
		})
	}
	return edits, nil
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
	var names set
	for name := range was {
		names.add(name)
	}
	for name := range is {
		names.add(name)
	}
	slices.Sort(names.list)
	values := make([]editedValue, len(names.list))
	for i, name := range names.list {
		values[i] = editedValue{name, was[name], is[name]}
	}
	return values, nil
}

// replay applies those edits of a thing to its properties that land on a side. Lists, and
// sources, gain and lose what an edit added and took away. It is pure.
func replay(fields []*catalog.Field, base map[string]any, edits []laterEdit, lands func(laterEdit, string) bool) map[string]any {
	out := property.Clone(base)
	for _, e := range edits {
		for _, v := range e.values {
			if e.kind != ChangeUpdate || !lands(e, v.field) {
				continue
			}
			name := propertyOf(v.field)
			f := fieldNamed(fields, name)
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

// propertyOf is the property that changes tell of under a name.
func propertyOf(told string) string {
	for _, p := range toldSystem {
		if p.name == told {
			return p.property
		}
	}
	return told
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
