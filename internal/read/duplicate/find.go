package duplicate

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

// maxPage is the greatest size of a page.
const maxPage = 200

// Request asks for pairs that may be the same.
type Request struct {
	Type string
	// ID limits it to those of one entity; empty looks through all of the type.
	ID        string
	MinWeight float64
	// First is the size of the page, 0 to 200; After is the cursor of the pair before it.
	First int
	After string
}

// Candidate is a pair that may be the same. Where the request names one entity it is A.
type Candidate struct {
	A, B string
	match.Comparison
	// Cursor is where the list goes on behind it.
	Cursor string
}

// Page is a part of the pairs that may be the same: best first for one entity, in the
// order of the names for all of a type.
type Page struct {
	List []Candidate
	// Before and After tell that there may be pairs before and after the page.
	Before, After bool
	// End is where the list goes on, also where nothing was found.
	End string
	// Truncated tells that a bound was reached: there may be more than was looked at.
	Truncated bool
}

// Find finds pairs that may be the same, that the reader may see, and that are not known to
// be distinct.
func Find(ctx context.Context, v *view.View, r Request) (Page, error) {
	if err := r.Check(v.Catalog()); err != nil {
		return Page{}, err
	}
	s := search{view: v, entity: v.Catalog().Entity(r.Type), request: r}
	if r.ID != "" {
		return s.ofOne(ctx)
	}
	return s.ofAll(ctx)
}

// Check tells all that is wrong with the request.
func (r Request) Check(cat *catalog.Catalog) error {
	e := cat.Entity(r.Type)
	var size error
	if r.First < 0 || r.First > maxPage {
		size = wrong("first", "first is %d, expected 0 to %d", r.First, maxPage)
	}
	if e == nil || !e.Matches() {
		return fault.Join(wrong("type", "there are no duplicates to be found of the type %q; there are of %s", fault.Excerpt(r.Type), strings.Join(matched(cat), ", ")), size)
	}
	return fault.Join(r.checkID(e), size, r.checkCursor())
}

func (r Request) checkID(e *catalog.Entity) error {
	if r.ID == "" || id.Valid(r.ID, e.Prefix) {
		return nil
	}
	return fault.NoIDOf(r.ID, e.Name, e.Prefix).At("id")
}

// checkCursor refuses a cursor of another list: that of an entity or that of a type.
func (r Request) checkCursor() error {
	if r.ID != "" {
		_, err := parseCount(r.After)
		return err
	}
	_, err := parsePlace(r.After)
	return err
}

// matched are the types of which duplicates can be found.
func matched(cat *catalog.Catalog) []string {
	var names []string
	for _, e := range cat.Entities {
		if e.Matches() {
			names = append(names, e.Name)
		}
	}
	return names
}

func wrong(argument, format string, args ...any) error {
	return fault.New(fault.BadUserInput, format, args...).At(argument)
}

// search is one search for pairs.
type search struct {
	view    *view.View
	entity  *catalog.Entity
	request Request
}

// pairing is two ids to compare; at is where the list goes on behind it.
type pairing struct {
	a, b string
	at   string
}

// judge compares pairs, and keeps those that weigh enough and are not known to be distinct.
func (s search) judge(ctx context.Context, pairs []pairing) ([]Candidate, error) {
	ids := idsOf(pairs)
	profiles, err := Profiles(ctx, s.view, s.entity, ids)
	if err != nil {
		return nil, err
	}
	distinct, err := alias.DistinctPairs(ctx, s.view, ids)
	if err != nil {
		return nil, err
	}
	var list []Candidate
	for _, p := range pairs {
		a, there := profiles[p.a]
		b, both := profiles[p.b]
		if !there || !both || distinct(p.a, p.b) != nil {
			continue
		}
		if c := match.Compare(s.entity, a, b); c.Weight >= s.request.MinWeight {
			list = append(list, Candidate{p.a, p.b, c, p.at})
		}
	}
	return list, nil
}

func idsOf(pairs []pairing) []string {
	var ids []string
	for _, p := range pairs {
		ids = append(ids, p.a, p.b)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// heaviest orders candidates: the greatest weight first, ties by id.
func heaviest(a, b Candidate) int {
	return cmp.Or(-cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.B, b.B))
}
