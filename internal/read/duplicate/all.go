package duplicate

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

const (
	// scanChunk is how many entities are read at once, maxScanned how many for one page.
	scanChunk, maxScanned = 2_000, 50_000
	// window is how many entities behind one are compared with it, in the order of the names.
	window = 30
)

// place is a place in the order of the names: behind the pair of an entity with another.
type place struct{ key, id, other string }

// sighted is an entity in the order of the names.
type sighted struct {
	ID    string `column:"id"`
	Key   string `column:"key"`
	Name  string `column:"name"`
	sound string
}

// ofAll looks through the entities in the order of their names for neighbours that sound alike.
func (s search) ofAll(ctx context.Context) (Page, error) {
	at, err := parsePlace(s.request.After)
	if err != nil {
		return Page{}, err
	}
	if name := s.entity.Field("name"); !name.Sortable() {
		return Page{}, wrong("type", "names of the type %s are not in order, so that only the duplicates of one entity can be found; give its id", s.entity.Name)
	}
	page := Page{Before: s.request.After != "", End: s.request.After}
	for scanned := 0; scanned < maxScanned; {
		rows, err := s.sight(ctx, at)
		if err != nil {
			return page, err
		}
		done := len(rows)
		whole := done < scanChunk
		if !whole { // The last ones are compared with what follows them.
			done -= window
		}
		found, err := s.judge(ctx, pairsOf(rows, done, at))
		if err != nil {
			return page, err
		}
		if page.List = append(page.List, found...); whole || len(page.List) > s.request.First {
			page.cut(s.request.First)
			return page, nil
		}
		scanned += done
		at = place{key: rows[done].Key, id: rows[done].ID}
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

// sight reads entities in the order of the names from a place on.
func (s search) sight(ctx context.Context, at place) ([]sighted, error) {
	name := s.entity.Field("name")
	list, err := view.Ask[sighted](ctx, s.view, func(q *view.Question) {
		n := q.Match(s.entity)
		key := n.SortKey(name)
		q.Where(q.Compare(key, predicate.Gte, q.Param(at.key)), q.Any(q.Compare(key, predicate.Gt, q.Param(at.key)), q.Compare(n.ID(), predicate.Gte, q.Param(at.id))))
		q.Seek(n, name)
		q.Return("id", n.ID())
		q.Return("key", key)
		q.Return("name", n.Value(name))
		q.OrderBy(key, false)
		q.OrderBy(n.ID(), false)
		q.Limit(scanChunk)
	})
	for i := range list {
		list[i].sound = match.Sounds(list[i].Name)
	}
	return list, err
}

// pairsOf are the pairs of the first entities with the neighbours that sound like them, behind
// a place. It is pure.
func pairsOf(rows []sighted, first int, at place) []pairing {
	var pairs []pairing
	for i, a := range rows[:first] {
		var others []string
		for j := i + 1; j < len(rows) && j <= i+window && strings.HasPrefix(rows[j].Key, a.sound); j++ {
			if rows[j].sound == a.sound {
				others = append(others, rows[j].ID)
			}
		}
		slices.Sort(others)
		for _, b := range others {
			if a.ID == at.id && a.Key == at.key && b <= at.other {
				continue
			}
			pairs = append(pairs, pairing{a.ID, b, place{a.Key, a.ID, b}.String()})
		}
	}
	return pairs
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
