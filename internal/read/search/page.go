package search

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// Page is a page of hits, and the counts of all of them.
type Page struct {
	Hits []Hit
	// Total is the number of all hits, at most MostHits.
	Total int
	// Types counts all hits by type, the commonest first.
	Types           []TypeCount
	Before, Further bool
	list            list
}

// TypeCount is how many hits are of a type.
type TypeCount struct {
	Type  string
	Count int
}

// Cursor is the cursor of a hit of the page.
func (p *Page) Cursor(h Hit) string { return p.list.cursor(h) }

// list is the hits of one text and types; its cursors are good for no other.
type list struct {
	name   string
	signer *plan.Signer
}

func newList(signer *plan.Signer, text string, types []*catalog.Entity) list {
	names := []string{"search"}
	for _, e := range types {
		names = append(names, e.Name)
	}
	return list{strings.Join(append(names, text), "\x00"), signer}
}

func (l list) cursor(h Hit) string {
	payload, err := json.Marshal(h.place)
	if err != nil {
		return "" // numbers and a text can always be written
	}
	return l.signer.Seal(l.name, payload)
}

func checkFirst(first int) error {
	if first < 0 || first > plan.MaxPageSize {
		return fault.New(fault.BadUserInput, "first is a number from 0 to %d; page on with the cursor", plan.MaxPageSize).At("first")
	}
	return nil
}

// position reads the place that a page behind a cursor lies behind; nil is the beginning.
func (l list) position(cursor string) (*place, error) {
	if cursor == "" {
		return nil, nil
	}
	payload, ok := l.signer.Open(l.name, cursor)
	var after place
	if !ok || json.Unmarshal(payload, &after) != nil {
		return nil, fault.New(fault.BadUserInput, "the cursor is not one of this search; take endCursor of a page of the same text and types").At("after")
	}
	return &after, nil
}

func (l list) page(hits []Hit, after *place, first int) *Page {
	from := 0
	if after != nil {
		from = behind(hits, *after)
	}
	to := min(from+first, len(hits))
	return &Page{Hits: hits[from:to], Total: len(hits), Types: countTypes(hits), Before: after != nil, Further: to < len(hits), list: l}
}

// behind is where the hits behind a place begin. The hit itself is looked for first: the
// index's score of it may have changed since, as other entities came and went.
func behind(hits []Hit, after place) int {
	if i := slices.IndexFunc(hits, func(h Hit) bool { return h.ID == after.ID }); i >= 0 {
		return i + 1
	}
	i := slices.IndexFunc(hits, func(h Hit) bool { return h.place.compare(after) > 0 })
	if i < 0 {
		return len(hits)
	}
	return i
}

func countTypes(hits []Hit) []TypeCount {
	counts := map[string]int{}
	for _, h := range hits {
		counts[h.Entity]++
	}
	list := make([]TypeCount, 0, len(counts))
	for name, n := range counts {
		list = append(list, TypeCount{name, n})
	}
	slices.SortFunc(list, func(a, b TypeCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Type, b.Type))
	})
	return list
}
