package mutation

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// existing finds the relationships that an input changes or removes, by id. One that is not a
// relationship of the entity and field is refused.
func (s *session) existing(ctx context.Context, t target, in *fieldInput, p *problems) (map[string]element.Edge, error) {
	found := map[string]element.Edge{}
	for _, rel := range t.entity.Relations {
		named := in.named(rel)
		if len(named) == 0 || t.held == nil {
			continue
		}
		ids := make([]string, len(named))
		for i, n := range named {
			ids[i] = n.id
		}
		links, err := element.EdgesOver(ctx, s.tx, s.cat, rel, t.id, ids)
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			found[l.ID] = l
		}
		if err := s.folded(ctx, rel, t.id, ids, found); err != nil {
			return nil, err
		}
		for _, n := range named {
			if _, is := found[n.id]; !is {
				p.input(n.path, "\"%s\" is not a relationship of %s.%s of %s; take relationship from the edges of that field", fault.Excerpt(n.id), t.entity.Name, rel.Name, t.id)
			}
		}
	}
	return found, nil
}

// folded finds what stands for relationships that a merge folded into others.
func (s *session) folded(ctx context.Context, rel *catalog.Relation, owner string, ids []string, found map[string]element.Edge) error {
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, is := found[id]; return is })
	if len(missing) == 0 {
		return nil
	}
	redirects, err := alias.Redirects(ctx, s.tx, missing)
	if err != nil {
		return err
	}
	for id, to := range redirects {
		links, err := element.EdgesOver(ctx, s.tx, s.cat, rel, owner, []string{to.Into})
		if err != nil {
			return err
		}
		for _, l := range links {
			found[id] = l
		}
	}
	return nil
}

// named are the relationships of a field that the input names by id.
func (in *fieldInput) named(rel *catalog.Relation) []cut {
	var list []cut
	for _, c := range in.cuts {
		if c.relation == rel && rel.Many {
			list = append(list, c)
		}
	}
	for _, e := range in.edits {
		if e.relation == rel {
			list = append(list, cut{rel, e.id, below(e.path, "id")})
		}
	}
	return list
}

// connect removes, changes and makes relationships, in this order, and tells whether that
// changed any.
func (s *session) connect(ctx context.Context, t target, in *fieldInput, found map[string]element.Edge, p *problems) (bool, error) {
	gone, err := s.gone(ctx, t, in, found)
	if err != nil {
		return false, err
	}
	changed := len(gone) > 0
	if changed {
		if err := s.writer.Unlink(ctx, s.tx, gone); err != nil {
			return false, err
		}
	}
	for _, rel := range t.entity.Relations {
		rows, paths := s.rows(t, rel, in, found)
		if len(rows) == 0 {
			continue
		}
		outcomes, err := s.writer.UpsertEdges(ctx, s.tx, rel.Type, rows)
		if err != nil {
			return false, err
		}
		for i, o := range outcomes {
			p.refused(o.Problems, rel, paths[i])
			changed = changed || o.Status != record.Unchanged
		}
	}
	return changed, nil
}

// gone are the relationships to remove, each once.
func (s *session) gone(ctx context.Context, t target, in *fieldInput, found map[string]element.Edge) ([]element.Edge, error) {
	var gone []element.Edge
	for _, c := range in.cuts {
		links := []element.Edge{found[c.id]}
		if !c.relation.Many {
			var err error
			if links, err = element.EdgesOver(ctx, s.tx, s.cat, c.relation, t.id, nil); err != nil {
				return nil, err
			}
		}
		for _, l := range links {
			if !slices.ContainsFunc(gone, func(other element.Edge) bool { return other.ID == l.ID }) {
				gone = append(gone, l)
			}
		}
	}
	return gone, nil
}

// rows are the relationships of one field to change and to make, and where each stands in
// the arguments.
func (s *session) rows(t target, rel *catalog.Relation, in *fieldInput, found map[string]element.Edge) (rows []input.Edge, paths [][]any) {
	for _, e := range in.edits {
		if e.relation == rel {
			rows = append(rows, ends(rel, t.id, found[e.id].Other(t.id), input.Edge{
				ID: e.id, Values: e.values, Sources: references(e.sources), DropSources: e.dropSources,
			}))
			paths = append(paths, e.path)
		}
	}
	edge := s.cat.EdgeOf(rel)
	for _, l := range in.links {
		if l.relation != rel {
			continue
		}
		row := input.Edge{Values: l.values, Sources: references(l.sources)}
		switch { // What the far end can have only one of is not taken from another.
		case rel.Out && edge.ToOne:
			row.Protect = []string{"from"}
		case !rel.Out && edge.FromOne:
			row.Protect = []string{"to"}
		}
		rows = append(rows, ends(rel, t.id, l.node.id, row))
		paths = append(paths, l.path)
	}
	return rows, paths
}

func ends(rel *catalog.Relation, owner, other string, row input.Edge) input.Edge {
	row.From, row.To = input.Ref{ID: owner}, input.Ref{ID: other}
	if !rel.Out {
		row.From, row.To = row.To, row.From
	}
	return row
}

// refused takes in what is wrong with a relationship.
func (p *problems) refused(list []input.Problem, rel *catalog.Relation, path []any) {
	for _, one := range list {
		at, reason := below(path, one.Field), one.Reason
		switch {
		case one.Field == "":
			at = path
		case one.Field == "from" || one.Field == "to":
			at = path
			if rel.Many {
				at = below(path, "node")
			}
		case rel.Properties != nil && rel.Properties.Field(one.Field) != nil:
			reason = one.Field + " " + reason
		}
		code := fault.BadUserInput
		if one.Taken {
			code = fault.Conflict
		}
		p.add(code, at, "%s: %s", rel.Name, reason)
	}
}
