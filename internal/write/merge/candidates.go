package merge

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

// CandidateAsk asks for pairs that may be the same.
type CandidateAsk struct {
	Type string
	// ID asks for those of one entity; empty looks through all of the type.
	ID        string
	MinWeight float64
	First     int
	After     string
	// Policy is what the request may see.
	Policy privacy.Policy
}

// Candidate is a pair that may be the same. Where one entity was asked for it is A.
type Candidate struct {
	A, B string
	match.Comparison
	// Cursor is where the list goes on behind it.
	Cursor string
}

// Candidates is a part of the pairs that may be the same: best first for one entity, in the
// order of the names for all of a type.
type Candidates struct {
	List []Candidate
	// Before and After tell that there may be pairs before and after the page.
	Before, After bool
	// End is where the list goes on, also where nothing was found.
	End string
	// Truncated tells that a bound was reached: there may be more than was looked at.
	Truncated bool
}

// Finder finds pairs.
type Finder struct{ cat *catalog.Catalog }

// NewFinder returns a finder of the catalog's entities.
func NewFinder(cat *catalog.Catalog) *Finder { return &Finder{cat} }

// Find finds pairs that may be the same and are not known to be distinct.
func (f *Finder) Find(ctx context.Context, run query.Runner, ask CandidateAsk) (Candidates, error) {
	e, err := f.entity(ask)
	if err == nil {
		err = checkSize(ask.First)
	}
	if err != nil {
		return Candidates{}, err
	}
	s := search{run: run, entity: e, ask: ask}
	if ask.ID != "" {
		return s.ofOne(ctx)
	}
	return s.ofAll(ctx)
}

func (f *Finder) entity(ask CandidateAsk) (*catalog.Entity, error) {
	e := f.cat.Entity(ask.Type)
	if e == nil || !e.Matches() {
		var known []string
		for _, e := range f.cat.Entities {
			if e.Matches() {
				known = append(known, e.Name)
			}
		}
		return nil, wrong("type", "there are no duplicates to be found of the type %q; there are of %s", fault.Excerpt(ask.Type), strings.Join(known, ", "))
	}
	if ask.ID != "" && !id.Valid(ask.ID, e.Prefix) {
		return nil, wrong("id", "%q is not an id of a %s, such as %s_…; take it from an answer", fault.Excerpt(ask.ID), e.Name, e.Prefix)
	}
	return e, nil
}

func wrong(argument, format string, args ...any) error {
	return &fault.Error{Code: fault.BadUserInput, Message: fmt.Sprintf(format, args...), Path: []any{argument}}
}

// search is one search for pairs.
type search struct {
	run    query.Runner
	entity *catalog.Entity
	ask    CandidateAsk
}

// pairing is two ids to compare; at is where the list goes on behind it.
type pairing struct {
	a, b string
	at   string
}

// judge compares pairs, and keeps those that weigh enough and are not known to be distinct.
func (s search) judge(ctx context.Context, pairs []pairing) ([]Candidate, error) {
	ids := s.idsOf(pairs)
	profiles, err := Profiles(ctx, s.run, s.ask.Policy, s.entity, ids)
	if err != nil {
		return nil, err
	}
	distinct, err := s.distinct(ctx, ids)
	if err != nil {
		return nil, err
	}
	var list []Candidate
	for _, p := range pairs {
		a, there := profiles[p.a]
		b, both := profiles[p.b]
		if !there || !both || distinct(p.a, p.b) {
			continue
		}
		if c := match.Compare(s.entity, a, b); c.Weight >= s.ask.MinWeight {
			list = append(list, Candidate{p.a, p.b, c, p.at})
		}
	}
	return list, nil
}

func (s search) idsOf(pairs []pairing) []string {
	var ids []string
	for _, p := range pairs {
		ids = append(ids, p.a, p.b)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// distinct tells which pairs are known not to be the same, also of those that they stand for.
func (s search) distinct(ctx context.Context, ids []string) (func(a, b string) bool, error) {
	groups, err := aside.Members(ctx, s.run, ids)
	if err != nil {
		return nil, err
	}
	var all []string
	standsFor := map[string]string{}
	for into, members := range groups {
		for _, member := range members {
			standsFor[member] = into
			all = append(all, member)
		}
	}
	found, err := distinctAmong(ctx, s.run, all)
	known := map[string]bool{}
	for _, d := range found {
		known[pairKey(standsFor[d.A], standsFor[d.B])] = true
	}
	return func(a, b string) bool { return known[pairKey(a, b)] }, err
}

func pairKey(a, b string) string { return min(a, b) + "/" + max(a, b) }

// heaviest orders candidates: the greatest weight first, ties by id.
func heaviest(a, b Candidate) int {
	return cmp.Or(-cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.B, b.B))
}
