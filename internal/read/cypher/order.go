package cypher

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// ordering is the order of a page with its expressions: one a key, and the tie-break.
type ordering struct {
	page *plan.Page
	keys []expr
	tie  expr
}

func (t *translator) ordering(p *plan.Page, n, r string) ordering {
	o := ordering{page: p, tie: prop{n, "id"}}
	if p.Relation != nil {
		o.tie = prop{r, "id"}
	}
	for _, k := range p.Order {
		if k.Degree != nil {
			// A name of its own: Cypher refuses one that an enclosing query uses too.
			o.keys = append(o.keys, name(t.fresh("k")))
			continue
		}
		if k.OfEdge {
			o.keys = append(o.keys, prop{r, k.Field.SortProperty()})
			continue
		}
		o.keys = append(o.keys, prop{n, k.Field.SortProperty()})
	}
	return o
}

// counts tells whether the order counts relationships.
func (o ordering) counts() bool {
	return slices.ContainsFunc(o.page.Order, func(k plan.OrderKey) bool { return k.Degree != nil })
}

// tieDescends makes ties follow the last key, so that one order is the reverse of the other
// and an index on (key, id) serves both.
func (o ordering) tieDescends() bool {
	return len(o.page.Order) > 0 && o.page.Order[len(o.page.Order)-1].Descending
}

// sort lists the sort items. Missing values come last in the order asked for, hence first
// when it is read backward; where Cypher's own place of null differs, a flag leads the key.
func (o ordering) sort() []sortItem {
	var items []sortItem
	for i, k := range o.page.Order {
		descending := k.Descending != o.page.Backward
		if k.Nullable() && k.Descending {
			items = append(items, sortItem{isNull{of: o.keys[i]}, o.page.Backward})
		}
		items = append(items, sortItem{o.keys[i], descending})
	}
	return append(items, sortItem{o.tie, o.tieDescends() != o.page.Backward})
}

// beyond are the conditions for lying behind a position (or before it, when back), in the
// order asked for, from the given key on. Its form lets an index seek to the position:
// k >= v AND (k > v OR …), never k > v OR (k = v AND …).
func (o ordering) beyond(pos *plan.Position, back bool) []expr {
	if len(o.keys) == 0 {
		return []expr{o.tieBeyond(pos, back)}
	}
	if o.page.Order[0].Nullable() {
		return []expr{o.after(0, pos, back)}
	}
	lead := param{pos.Values[0]}
	op := operator(o.page.Order[0].Descending != back)
	return []expr{
		binary{op + "=", o.keys[0], lead},
		or{binary{op, o.keys[0], lead}, o.rest(1, pos, back)},
	}
}

// rest is for positions that agree in the keys before i, where the leading key is bounded
// by the caller.
func (o ordering) rest(i int, pos *plan.Position, back bool) expr {
	if i == len(o.keys) {
		return o.tieBeyond(pos, back)
	}
	return o.after(i, pos, back)
}

func (o ordering) after(i int, pos *plan.Position, back bool) expr {
	key, value := o.keys[i], pos.Values[i]
	if value == nil {
		same := and{isNull{of: key}, o.rest(i+1, pos, back)}
		if back {
			return or{isNull{key, true}, same}
		}
		return same
	}
	op := operator(o.page.Order[i].Descending != back)
	choices := or{
		binary{op, key, param{value}},
		and{binary{"=", key, param{value}}, o.rest(i+1, pos, back)},
	}
	if o.page.Order[i].Nullable() && !back {
		choices = append(choices, isNull{of: key})
	}
	return choices
}

func (o ordering) tieBeyond(pos *plan.Position, back bool) expr {
	return binary{operator(o.tieDescends() != back), o.tie, param{pos.ID}}
}

func operator(descending bool) string {
	if descending {
		return "<"
	}
	return ">"
}

// window are the conditions of the page's cursors.
func (o ordering) window() []expr {
	var conditions []expr
	if o.page.After != nil {
		conditions = append(conditions, o.beyond(o.page.After, false)...)
	}
	if o.page.Before != nil {
		conditions = append(conditions, o.beyond(o.page.Before, true)...)
	}
	return conditions
}

// values are the order's values and tie-break: what a cursor is made of.
func (o ordering) values() []expr { return append(append([]expr{}, o.keys...), o.tie) }

// halfWindow are the cursor conditions within one half of the list: the entities that have
// the leading key, or those that lack it. possible is false when a cursor excludes the half.
func (o ordering) halfWindow(present bool) (conditions []expr, possible bool) {
	for _, cursor := range []struct {
		pos  *plan.Position
		back bool
	}{{o.page.After, false}, {o.page.Before, true}} {
		if cursor.pos == nil {
			continue
		}
		atPresent := cursor.pos.Values[0] != nil
		switch {
		case atPresent != present:
			// The half that lacks the key lies behind the one that has it.
			if present != cursor.back {
				return nil, false
			}
		case !present:
			conditions = append(conditions, o.rest(1, cursor.pos, cursor.back))
		default:
			lead := param{cursor.pos.Values[0]}
			op := operator(o.page.Order[0].Descending != cursor.back)
			conditions = append(conditions,
				binary{op + "=", o.keys[0], lead},
				or{binary{op, o.keys[0], lead}, o.rest(1, cursor.pos, cursor.back)})
		}
	}
	return conditions, true
}

// halfSort sorts within one half, where the leading key needs no flag or is no key at all.
func (o ordering) halfSort(present bool) []sortItem {
	items := o.sort()
	if o.page.Order[0].Descending {
		items = items[1:]
	}
	if present {
		return items
	}
	return items[1:]
}
