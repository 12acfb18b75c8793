package merge

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/store/query"
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
type sighted struct{ id, key, sound string }

// ofAll looks through the entities in the order of their names for neighbours that sound alike.
func (s search) ofAll(ctx context.Context) (Candidates, error) {
	at, err := parsePlace(s.ask.After)
	if err != nil {
		return Candidates{}, err
	}
	if name := s.entity.Field("name"); !name.Sortable() {
		return Candidates{}, wrong("type", "names of the type %s are not in order, so that only the duplicates of one entity can be found; give its id", s.entity.Name)
	}
	page := Candidates{Before: s.ask.After != "", End: s.ask.After}
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
		if page.List = append(page.List, found...); whole || len(page.List) > s.ask.First {
			page.cut(s.ask.First)
			return page, nil
		}
		scanned += done
		at = place{key: rows[done].key, id: rows[done].id}
		page.End = at.String()
	}
	page.After, page.Truncated = true, true
	return page, nil
}

// cut leaves as many pairs as were asked for.
func (p *Candidates) cut(first int) {
	if p.After = len(p.List) > first; p.After {
		p.List = p.List[:first]
	}
	if n := len(p.List); n > 0 {
		p.End = p.List[n-1].Cursor
	}
}

// sight reads entities in the order of the names from a place on.
func (s search) sight(ctx context.Context, at place) ([]sighted, error) {
	key := query.Quote(s.entity.Field("name").SortProperty())
	rows, err := s.run.Query(ctx, query.Statement{
		Text: "MATCH (n:" + query.Quote(s.entity.Name) + ") USING INDEX SEEK n:" + query.Quote(s.entity.Name) + "(" + key + ", id) " +
			"WHERE n." + key + " >= $key AND n.id IS NOT NULL AND (n." + key + " > $key OR n.id >= $id) " +
			"RETURN n.id, n." + key + ", n.name ORDER BY n." + key + ", n.id LIMIT $limit",
		Params: map[string]any{"key": at.key, "id": at.id, "limit": scanChunk},
	})
	list := make([]sighted, len(rows.Values))
	for i, row := range rows.Values {
		name, _ := row[2].(string)
		list[i].id, _ = row[0].(string)
		list[i].key, _ = row[1].(string)
		list[i].sound = match.Sounds(name)
	}
	return list, err
}

// pairsOf are the pairs of the first entities with the neighbours that sound like them, behind
// a place. It is pure.
func pairsOf(rows []sighted, first int, at place) []pairing {
	var pairs []pairing
	for i, a := range rows[:first] {
		var others []string
		for j := i + 1; j < len(rows) && j <= i+window && strings.HasPrefix(rows[j].key, a.sound); j++ {
			if rows[j].sound == a.sound {
				others = append(others, rows[j].id)
			}
		}
		slices.Sort(others)
		for _, b := range others {
			if a.id == at.id && a.key == at.key && b <= at.other {
				continue
			}
			pairs = append(pairs, pairing{a.id, b, place{a.key, a.id, b}.String()})
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
