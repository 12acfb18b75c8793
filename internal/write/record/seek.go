package record

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
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
		at.values.add(v, v)
	}
	return order
}

// seekBy matches the nodes with a value v of an indexed field through its index. While the
// planner's statistics are young it would rather read the whole index for each value, so
// the statement names the index.
func seekBy(e *catalog.Entity, f *catalog.Field) string {
	key := query.Quote(f.KeyProperty())
	match, same := "MATCH (n:"+query.Quote(e.Name)+")", "n."+key+" = v"
	switch {
	case f.Unique:
		return match + " WHERE " + same
	case f.Keyed():
		return match + " USING INDEX SEEK n:" + query.Quote(e.Name) + "(" + key + ") WHERE " + same
	}
	// The index holds the id too, and serves only what says that there is one.
	return match + " USING INDEX SEEK n:" + query.Quote(e.Name) + "(" + key + ", id) WHERE " + same + " AND n.id IS NOT NULL"
}
