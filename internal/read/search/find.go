package search

import (
	"context"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const (
	// MostHits bounds the hits of a search, and so the pages of it and its counts.
	MostHits = 1_000
	// mostProposals bounds what the index proposes when a scope may hide much of it.
	mostProposals = 5_000
)

// Finder answers searches.
type Finder struct {
	cat     *catalog.Catalog
	layout  *Layout
	formats []string
}

// NewFinder returns a finder of the catalog's entities.
func NewFinder(cat *catalog.Catalog) *Finder {
	return &Finder{cat: cat, layout: NewLayout(cat), formats: formatsOf(cat)}
}

// Request is one search.
type Request struct {
	Text string
	// Types are the entities to find; none means all.
	Types []string
	// First is the size of the page, 0 to plan.MaxPageSize; After is the cursor of the hit
	// before it, empty for the first page.
	First int
	After string
}

// Find runs a search: a statement for the hits, and one for the names that none may be found by.
// One that finds nothing and may be misspelt pinyin is asked once more.
func (f *Finder) Find(ctx context.Context, v *view.View, r Request) (*Page, error) {
	q, wrong := parseQuery(r.Text, f.formats)
	types, wrongTypes := f.types(r.Types)
	list := newList(v.Signer(), r.Text, types)
	after, wrongCursor := list.position(r.After)
	if wrongTypes != nil {
		wrongCursor = nil // Whether it is one of this search cannot be told.
	}
	if err := fault.Join(fault.At(wrong, "text"), wrongTypes, checkFirst(r.First), wrongCursor); err != nil {
		return nil, err
	}
	hits, err := f.hits(ctx, v, q, r.Text, types)
	if again, may := q.withMistake(); may && err == nil && len(hits) == 0 {
		hits, err = f.hits(ctx, v, again, r.Text, types)
	}
	if err != nil {
		return nil, err
	}
	return list.page(hits, after, r.First), nil
}

// hits are those of a query, without the names of who is withheld where no more is searched for.
func (f *Finder) hits(ctx context.Context, v *view.View, q search, searched string, types []*catalog.Entity) ([]Hit, error) {
	candidates, err := f.candidates(ctx, v, q, types)
	if err != nil {
		return nil, err
	}
	if len(candidates) > 0 {
		names, err := alias.ReadWithheldNames(ctx, v, v.Catalog())
		if err != nil {
			return nil, err
		}
		f.withoutNames(candidates, searched, names.All())
	}
	return q.rank(candidates), nil
}

// candidates are the documents that the index proposes, as far as they may be seen.
func (f *Finder) candidates(ctx context.Context, v *view.View, q search, types []*catalog.Entity) ([]candidate, error) {
	if q.empty() {
		return nil, nil
	}
	s := plan.Search{Index: catalog.SearchIndex, Proposals: MostHits, Limit: MostHits}
	var named []string
	for _, e := range types {
		within := v.Grant().Scope.On(e)
		if within != nil {
			s.Proposals = mostProposals
		}
		s.Types = append(s.Types, plan.Visible{Entity: e, Scope: within})
		named = append(named, e.Name)
	}
	s.Query = q.lucene(named)
	proposed, err := query.All[proposal](ctx, v, cypher.Search(s))
	candidates := make([]candidate, len(proposed))
	for i, p := range proposed {
		candidates[i] = f.layout.candidate(p)
	}
	return candidates, err
}

// proposal is a document that the index proposes.
type proposal struct {
	Of     string   `column:"of"`
	Type   string   `column:"type"`
	Score  float64  `column:"score"`
	Fields []string `column:"fields"`
	Values []string `column:"values"`
}

func (l *Layout) candidate(p proposal) candidate {
	c := candidate{Document: Document{Of: p.Of, Entity: p.Type}, lucene: p.Score}
	for i := range min(len(p.Fields), len(p.Values)) {
		c.texts = append(c.texts, text{p.Fields[i], p.Values[i], l.kinds[c.Entity][p.Fields[i]]})
	}
	return c
}

// types are the entities of these names, in the order of the catalog.
func (f *Finder) types(names []string) ([]*catalog.Entity, error) {
	for i, name := range names {
		if !f.layout.Finds(name) {
			return nil, fault.New(fault.BadUserInput, "there is no type %q to search; known are %s", cut(name, 60), strings.Join(f.known(), ", ")).At("types", i)
		}
	}
	var types []*catalog.Entity
	for _, e := range f.cat.Entities {
		if f.layout.Finds(e.Name) && (len(names) == 0 || slices.Contains(names, e.Name)) {
			types = append(types, e)
		}
	}
	return types, nil
}

func (f *Finder) known() []string {
	var names []string
	for _, e := range f.cat.Entities {
		if f.layout.Finds(e.Name) {
			names = append(names, e.Name)
		}
	}
	return names
}
