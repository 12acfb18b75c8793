package duplicate

import (
	"context"
	"encoding/base64"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/view"
)

// scanChunk is how many entities are read at once, maxScanned how many for one page.
const scanChunk, maxScanned = 500, 50_000

// place is a place in the order of the names: behind the pair of an entity with another.
type place struct{ key, id, other string }

// ofAll looks through the entities in the order of their names for what Find finds of each; a pair
// is there once.
func (s search) ofAll(ctx context.Context) (Page, error) {
	at, err := parsePlace(s.request.After)
	if err != nil {
		return Page{}, err
	}
	if name := s.entity.Field("name"); !name.Sounds() {
		return Page{}, wrong("type", "names of the type %s are not in order, so that only the duplicates of one entity can be found; give its id", s.entity.Name)
	}
	page := Page{Before: s.request.After != "", End: s.request.After}
	for scanned := 0; scanned < maxScanned; scanned += scanChunk {
		rows, err := s.sight(ctx, at)
		if err != nil {
			return page, err
		}
		whole := len(rows) <= scanChunk
		pairs, err := s.pairsOf(ctx, rows[:min(len(rows), scanChunk)], at)
		if err != nil {
			return page, err
		}
		found, err := s.judge(ctx, pairs)
		if err != nil {
			return page, err
		}
		if page.List = append(page.List, found...); whole || len(page.List) > s.request.First {
			page.cut(s.request.First)
			return page, nil
		}
		at = place{key: rows[scanChunk].Key, id: rows[scanChunk].ID}
		page.End = at.String()
	}
	page.After, page.Truncated = true, true
	return page, nil
}

// cut leaves as many pairs as were requested.
func (p *Page) cut(first int) {
	if p.After = len(p.List) > first; p.After {
		p.List = p.List[:first]
	}
	if n := len(p.List); n > 0 {
		p.End = p.List[n-1].Cursor
	}
}

// sight reads entities in the order of the names from a place on: a chunk, and the one behind it.
func (s search) sight(ctx context.Context, at place) ([]sighted, error) {
	name := s.entity.Field("name")
	return view.Ask[sighted](ctx, s.view, func(q *view.Question) {
		n := q.Match(s.entity)
		key := n.SortKey(name)
		q.Where(q.Compare(key, predicate.Gte, q.Param(at.key)), q.Any(q.Compare(key, predicate.Gt, q.Param(at.key)), q.Compare(n.ID(), predicate.Gte, q.Param(at.id))))
		q.Seek(n, name)
		s.returnSighted(q, n)
		q.OrderBy(key, false)
		q.OrderBy(n.ID(), false)
		q.Limit(scanChunk + 1)
	})
}

const placeSeparator = "\x1f"

func (p place) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte("p" + strings.Join([]string{p.key, p.id, p.other}, placeSeparator)))
}

func parsePlace(after string) (place, error) {
	if after == "" {
		return place{}, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(after)
	text, found := strings.CutPrefix(string(raw), "p")
	parts := strings.Split(text, placeSeparator)
	if err != nil || !found || len(parts) != 3 {
		return place{}, wrong("after", "this is no cursor of the duplicates of a type; pass the endCursor of a page, or leave it out")
	}
	return place{parts[0], parts[1], parts[2]}, nil
}
