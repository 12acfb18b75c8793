package mutation

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// refs are all ids of the input that must lead to an entity.
func (in *fieldInput) refs() []ref {
	refs := slices.Clone(in.sources)
	for _, l := range in.links {
		refs = append(append(refs, l.node), l.sources...)
	}
	for _, e := range in.edits {
		refs = append(refs, e.sources...)
	}
	return refs
}

// entities checks that every id leads to an entity of its type that may be seen.
func (s *session) entities(ctx context.Context, refs []ref, p *problems) error {
	var usable []ref
	var wanted []input.Ref
	var ids []string
	for _, r := range refs {
		if !s.shaped(r, p) {
			continue
		}
		usable, wanted = append(usable, r), append(wanted, input.Ref{ID: r.id})
	}
	hits, err := s.writer.Resolve(ctx, s.tx, wanted)
	if err != nil {
		return err
	}
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	seen, err := s.seen(ctx, ids)
	if err != nil {
		return err
	}
	for i, r := range usable {
		if hits[i].ID == "" || !seen(hits[i].ID) {
			p.input(r.path, "there is no %s with the id %s; take the id from an answer, or record it first", r.target.Name, r.id)
		}
	}
	return nil
}

// shaped checks the form of an id.
func (s *session) shaped(r ref, p *problems) bool {
	if id.Valid(r.id, r.target.Prefix) {
		return true
	}
	p.put(fault.NoIDOf(r.id, r.target.Name, r.target.Prefix), r.path)
	return false
}

// seen tells which of the ids lead to what the request may see.
func (s *session) seen(ctx context.Context, ids []string) (func(string) bool, error) {
	if s.visible == nil || len(ids) == 0 {
		return func(string) bool { return true }, nil
	}
	visible, err := s.visible(ctx, s.tx, ids)
	return func(id string) bool { return visible[id] }, err
}

// relationships checks the values of relationships by the rules of their type.
func (s *session) relationships(in *fieldInput, p *problems) {
	check := func(rel *catalog.Relation, values map[string]any, path []any) {
		p.recorded(input.CheckEdge(s.cat, s.cat.EdgeOf(rel), values).Problems, path)
	}
	for _, l := range in.links {
		check(l.relation, l.values, l.path)
	}
	for _, e := range in.edits {
		check(e.relation, e.values, e.path)
	}
}
