package feed

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
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
func expand(ctx context.Context, run query.Runner, changes []change, after Cursor, limit int) ([]Entry, error) {
	return parts(ctx, run, spans(changes, after, limit))
}

// parts are the entries of spans.
func parts(ctx context.Context, run query.Runner, list []span) ([]Entry, error) {
	created, err := readCreated(ctx, run, list)
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

// created are the creations of a span; From and To are empty for nodes.
type created struct {
	Position int64    `column:"position"`
	IDs      []string `column:"ids"`
	From     []string `column:"froms"`
	To       []string `column:"tos"`
}

func (c created) fill(e *Entry, i int) {
	for _, part := range []struct {
		list []string
		text *string
	}{{c.IDs, &e.Of}, {c.From, &e.From}, {c.To, &e.To}} {
		if i < len(part.list) {
			*part.text = part.list[i]
		}
	}
}

// readCreated reads the parts of the lists that the spans cover, by position.
func readCreated(ctx context.Context, run query.Runner, list []span) (map[int64]created, error) {
	var parts []any
	for _, s := range list {
		if s.Kind == journal.ChangeCreate {
			parts = append(parts, []any{s.Position, s.first, s.end})
		}
	}
	if len(parts) == 0 {
		return nil, nil
	}
	found, err := query.All[created](ctx, run, query.Statement{
		Text: "UNWIND $parts AS part MATCH (c:" + catalog.ChangeLabel + " {position: part[0]}) RETURN c.position AS position, " +
			"c.ids[part[1]..part[2]] AS ids, c.froms[part[1]..part[2]] AS froms, c.tos[part[1]..part[2]] AS tos",
		Params: map[string]any{"parts": parts},
	})
	all := map[int64]created{}
	for _, c := range found {
		all[c.Position] = c
	}
	return all, err
}
