package migrate

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// shared decides which of the entities that share a unique text has the canonical one: the one
// that is written so, else the first; each other keeps its own writing in its place.
type shared struct {
	db      *neo.DB
	pattern string
	fields  []*catalog.Field
	// taken are the canonical texts that an entity with another writing has, by field.
	taken map[string]map[string]bool
}

func newShared(db *neo.DB, h holder) *shared {
	s := &shared{db: db, pattern: h.pattern, taken: map[string]map[string]bool{}}
	for _, f := range h.fields {
		if f.Unique && f.Keyed() {
			s.fields = append(s.fields, f)
			s.taken[f.Name] = map[string]bool{}
		}
	}
	return s
}

// resolve corrects what is derived from each of a page of stored entities.
func (s *shared) resolve(ctx context.Context, page, derived []map[string]any) error {
	for _, f := range s.fields {
		held, err := s.held(ctx, f, page)
		if err != nil {
			return err
		}
		for i, stored := range page {
			own := property.Text(stored[f.Name])
			text := canon.Text(own)
			if text == own {
				continue
			}
			derived[i][f.CanonicalProperty()] = text
			if held[text] || s.taken[f.Name][text] {
				derived[i][f.CanonicalProperty()] = own
			}
			s.taken[f.Name][text] = true
		}
	}
	return nil
}

// held are the canonical texts in a page that are the very writing of an entity.
func (s *shared) held(ctx context.Context, f *catalog.Field, page []map[string]any) (map[string]bool, error) {
	var texts []string
	for _, stored := range page {
		if own := property.Text(stored[f.Name]); canon.Text(own) != own {
			texts = append(texts, canon.Text(own))
		}
	}
	if len(texts) == 0 {
		return nil, nil
	}
	found, err := query.Values[string](ctx, s.db, query.Statement{
		Text:   "MATCH " + s.pattern + " WHERE x." + query.Quote(f.Name) + " IN $texts RETURN x." + query.Quote(f.Name) + " AS text",
		Params: map[string]any{"texts": texts},
	}, "text")
	held := map[string]bool{}
	for _, text := range found {
		held[text] = true
	}
	return held, err
}
