package search

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/read/plan"
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
	// Scope hides entities, nil none.
	Scope  plan.Scope
	Signer *plan.Signer
}

// Reader runs a reading statement: a database, or the reads of one request.
type Reader interface {
	Read(ctx context.Context, stmt query.Statement) ([][]any, error)
}

// Find runs a search in one statement.
func (f *Finder) Find(ctx context.Context, reader Reader, r Request) (*Page, error) {
	q, err := parseQuery(r.Text, f.formats)
	if err != nil {
		return nil, at(err, "text")
	}
	types, err := f.types(r.Types)
	if err != nil {
		return nil, err
	}
	list := newList(r, types)
	after, err := list.position(r)
	if err != nil {
		return nil, err
	}
	candidates, err := f.candidates(ctx, reader, q, types, r.Scope)
	if err != nil {
		return nil, err
	}
	return list.page(q.rank(candidates), after, r.First), nil
}

// candidates are the documents that the index proposes, as far as they may be seen.
func (f *Finder) candidates(ctx context.Context, reader Reader, q search, types []*catalog.Entity, scope plan.Scope) ([]candidate, error) {
	if q.empty() {
		return nil, nil
	}
	s := plan.Search{Index: catalog.SearchIndex, Proposals: MostHits, Limit: MostHits}
	var named []string
	for _, e := range types {
		v := plan.Visible{Entity: e}
		if scope != nil {
			v.Scope = scope(e)
		}
		if v.Scope != nil {
			s.Proposals = mostProposals
		}
		s.Types = append(s.Types, v)
		named = append(named, e.Name)
	}
	s.Query = q.lucene(named)
	text, params := cypher.Search(s)
	rows, err := reader.Read(ctx, query.Statement{Text: text, Params: params})
	if err != nil {
		return nil, err
	}
	candidates := make([]candidate, 0, len(rows))
	for _, row := range rows {
		candidates = append(candidates, f.layout.candidate(row))
	}
	return candidates, nil
}

func (l *Layout) candidate(row []any) candidate {
	var c candidate
	c.of, _ = row[0].(string)
	c.entity, _ = row[1].(string)
	c.lucene, _ = row[2].(float64)
	fields, values := values(row[3]), values(row[4])
	for i := range min(len(fields), len(values)) {
		c.texts = append(c.texts, text{fields[i], values[i], l.kinds[c.entity][fields[i]]})
	}
	return c
}

// types are the entities of these names, in the order of the catalog.
func (f *Finder) types(names []string) ([]*catalog.Entity, error) {
	for i, name := range names {
		if !f.layout.Finds(name) {
			return nil, at(fault.New(fault.BadUserInput, "there is no type %q to search; known are %s", cut(name, 60), strings.Join(f.known(), ", ")), "types", i)
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

// at puts the path to the argument at fault in front of an error's path.
func at(err error, path ...any) error {
	if e, isFault := errors.AsType[*fault.Error](err); isFault {
		e.Path = append(path, e.Path...)
	}
	return err
}
