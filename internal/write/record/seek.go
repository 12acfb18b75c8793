package record

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/sortkey"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// indexed tells that nodes can be found by the field without reading all of them.
func indexed(f *catalog.Field) bool { return f.Unique || f.Sortable() }

// place is an indexed field and the values to look for.
type place struct {
	entity *catalog.Entity
	field  *catalog.Field
	values distinct[any]
}

func (w *Writer) places(refs []input.Ref) []*place {
	var order []*place
	known := map[*catalog.Field]*place{}
	for _, r := range refs {
		e := r.EntityIn(w.cat)
		field, v := r.Key()
		f := e.Field(field)
		at := known[f]
		if at == nil {
			at = &place{entity: e, field: f}
			known[f] = at
			order = append(order, at)
		}
		at.values.add(v, seekValue(f, v))
	}
	return order
}

// seekBy matches the nodes with a value of an indexed field through its index, which
// holds what pages are sorted by instead of the value. While the
// planner's statistics are young it would rather read the whole index for each value, so
// the statement names the index.
func seekBy(e *catalog.Entity, f *catalog.Field) string {
	match, same := "MATCH (n:"+query.Quote(e.Name)+")", "n."+query.Quote(f.Name)+" = v[0]"
	if f.Unique {
		return match + " WHERE " + same
	}
	// The index holds the id too, and serves only what says that there is one.
	key := query.Quote(f.SortProperty())
	return match + " USING INDEX SEEK n:" + query.Quote(e.Name) + "(" + key + ", id) WHERE " + same + " AND n." + key + " = v[1] AND n.id IS NOT NULL"
}

// seekValue is what seekBy wants of a value.
func seekValue(f *catalog.Field, v any) []any { return []any{v, sortkey.Of(f, v)} }
