package feed

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// scan reads the next entries of the interval.
func (c comparison) scan(ctx context.Context, at Cursor, size int) ([]Entry, error) {
	of := "($of = '' OR c.of = $of OR c.from = $of OR c.to = $of OR $of IN c.ids OR $of IN c.froms OR $of IN c.tos)"
	rows, err := c.db.Query(ctx, query.Statement{
		Text: "MATCH (c:" + catalog.ChangeLabel + ") WHERE c.position >= $at AND c.position < $end AND ($types IS NULL OR c.type IN $types) AND " + of +
			" RETURN " + columns + " ORDER BY c.position LIMIT $limit",
		Params: map[string]any{"at": at.position, "end": c.end.position, "types": c.types(), "of": c.interval.Of, "limit": size},
	})
	if err != nil {
		return nil, err
	}
	changes, err := decodeChanges(rows)
	if err != nil {
		return nil, err
	}
	return expand(ctx, c.db, changes, at, size)
}

func (c comparison) types() any {
	if len(c.interval.Types) == 0 {
		return nil
	}
	return c.interval.Types
}

// compare returns the differences of the elements that are first changed by one of the entries.
func (c comparison) compare(ctx context.Context, entries []Entry) ([]Difference, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	present, changes, err := c.pasts(ctx, entries)
	if err != nil {
		return nil, err
	}
	var list []Difference
	for _, e := range entries {
		mine := changes[e.Of]
		first, last := c.within(mine)
		if first.Position != e.Position {
			continue
		}
		now, err := stateOf(present, e.Of)
		if err != nil {
			return nil, err
		}
		now = withEnds(now, present[e.Of], mine)
		kind, values, differs := net(stateAt(now, mine, c.start.position), stateAt(now, mine, c.end.position))
		if differs {
			list = append(list, Difference{
				Kind: kind, Type: e.Type, Of: e.Of, From: e.From, To: e.To, Values: values, At: last.At, By: last.By, Cursor: differenceCursor(e.Cursor),
				Merges: ofMerges(mine),
			})
		}
	}
	return list, nil
}

// within returns the first and the last of an element's changes in the interval.
func (c comparison) within(changes []Entry) (first, last Entry) {
	for _, e := range changes {
		if e.Position < c.start.position || e.Position >= c.end.position {
			continue
		}
		if first.Position == 0 || e.Position < first.Position {
			first = e
		}
		if e.Position > last.Position {
			last = e
		}
	}
	return first, last
}

func stateOf(present map[string]element.Element, id string) (state, error) {
	el, exists := present[id]
	values, err := raw(journal.Audited(el.Fields, el.Properties))
	return state{exists, values}, err
}

// pasts reads what the elements of the entries are now, and then all their changes since the
// beginning of the interval: what is written in between is taken back to what was read.
func (c comparison) pasts(ctx context.Context, entries []Entry) (present map[string]element.Element, changes map[string][]Entry, err error) {
	byType := map[string][]string{}
	for _, e := range entries {
		if !slices.Contains(byType[e.Type], e.Of) {
			byType[e.Type] = append(byType[e.Type], e.Of)
		}
	}
	present = map[string]element.Element{}
	var ids []string
	for _, typ := range slices.Sorted(maps.Keys(byType)) {
		found, err := element.FindAll(ctx, c.db, c.cat, typ, byType[typ])
		if err != nil {
			return nil, nil, err
		}
		maps.Copy(present, found)
		ids = append(ids, byType[typ]...)
	}
	changes, err = c.changesOf(ctx, ids, present)
	return present, changes, err
}
