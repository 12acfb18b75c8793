package feed

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// span is the part of a change that belongs to a page: its places from first to before end.
type span struct {
	change
	first, end int
}

// spans divides a page of at most limit entries, which begins at a cursor.
func spans(changes []change, after Cursor, limit int) []span {
	var list []span
	for _, c := range changes {
		s := span{change: c}
		if c.Position == after.position {
			s.first = min(after.place, c.count)
		}
		s.end = min(c.count, s.first+limit)
		limit -= s.end - s.first
		if s.end > s.first {
			list = append(list, s)
		}
	}
	return list
}

// expand turns changes into entries, a batch of creations into one for each.
func expand(ctx context.Context, db *neo.DB, changes []change, after Cursor, limit int) ([]Entry, error) {
	list := spans(changes, after, limit)
	created, err := readCreated(ctx, db, list)
	if err != nil {
		return nil, err
	}
	var entries []Entry
	for _, s := range list {
		for place := s.first; place < s.end; place++ {
			e := s.entry(place)
			if s.Kind == journal.ChangeCreate {
				created[s.Position].fill(&e, place-s.first)
			}
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// created are the creations of a span; from and to are empty for nodes.
type created struct{ ids, from, to []any }

func (c created) fill(e *Entry, i int) {
	for _, part := range []struct {
		list []any
		text *string
	}{{c.ids, &e.Of}, {c.from, &e.From}, {c.to, &e.To}} {
		if i < len(part.list) {
			*part.text, _ = part.list[i].(string)
		}
	}
}

// readCreated reads the parts of the lists that the spans cover, by position.
func readCreated(ctx context.Context, db *neo.DB, list []span) (map[int64]created, error) {
	var rows []any
	for _, s := range list {
		if s.Kind == journal.ChangeCreate {
			rows = append(rows, []any{s.Position, s.first, s.end})
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	found, err := db.Read(ctx, query.Statement{
		Text: "UNWIND $rows AS row MATCH (c:" + catalog.ChangeLabel + " {position: row[0]}) " +
			"RETURN c.position, c.ids[row[1]..row[2]], c.froms[row[1]..row[2]], c.tos[row[1]..row[2]]",
		Params: map[string]any{"rows": rows},
	})
	if err != nil {
		return nil, err
	}
	all := map[int64]created{}
	for _, row := range found {
		var c created
		position, _ := row[0].(int64)
		c.ids, _ = row[1].([]any)
		c.from, _ = row[2].([]any)
		c.to, _ = row[3].([]any)
		all[position] = c
	}
	return all, nil
}
