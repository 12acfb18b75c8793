package mutation

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// target is the entity that a field writes.
type target struct {
	entity *catalog.Entity
	id     string
	// held are the stored properties, nil for an entity to be made.
	held map[string]any
	// argument holds the input.
	argument string
	// key is the field by which the entity was looked for, empty for its id.
	key string
	// by is the field that an upsert names the entity by, its id included.
	by string
}

// raced tells that somebody made the entity after it was looked for by its key.
func (t target) raced(found []input.Problem) bool {
	return t.held == nil && t.key != "" && slices.ContainsFunc(found, func(p input.Problem) bool { return p.Taken && p.Field == t.key })
}

// save writes an input: the values of the entity, then its relationships. What is wrong is
// gathered first, all of it; only then relationships are written.
func (s *session) save(ctx context.Context, t target, in *fieldInput, p *problems) (string, error) {
	s.relationships(in, p)
	if err := s.entities(ctx, in.refs(), p); err != nil {
		return "", err
	}
	found, err := s.existing(ctx, t, in, p)
	if err != nil {
		return "", err
	}
	written, err := s.values(ctx, t, in, p)
	if err != nil || len(*p) > 0 {
		return "", err
	}
	linked, err := s.connect(ctx, t, in, found, p)
	if err != nil || len(*p) > 0 {
		return "", err
	}
	return t.id, s.version(ctx, t, written, linked)
}

// values writes the entity itself, and tells whether that made or changed it.
func (s *session) values(ctx context.Context, t target, in *fieldInput, p *problems) (bool, error) {
	if t.held != nil && len(in.values) == 0 && len(in.sources) == 0 && !in.dropSources {
		return false, nil
	}
	row := input.Node{ID: t.id, FindBy: t.key, Values: in.values, DropSources: in.dropSources}
	if len(*p) == 0 {
		row.Sources = references(in.sources)
	}
	outcomes, err := s.writer.Veiled().UpsertNodes(ctx, s.tx, t.entity, []input.Node{row})
	if err != nil {
		return false, err
	}
	if t.raced(outcomes[0].Problems) {
		return false, errRaced
	}
	p.recorded(outcomes[0].Problems, []any{t.argument})
	s.barred(t, outcomes[0].Barred)
	return outcomes[0].Status != record.Unchanged, nil
}

func references(refs []ref) []input.Ref {
	list := make([]input.Ref, len(refs))
	for i, r := range refs {
		list[i] = input.Ref{ID: r.id}
	}
	return list
}

// version lets the version rise by one, whatever of the entity the request changes, and
// however often.
func (s *session) version(ctx context.Context, t target, written, linked bool) error {
	now := property.Version(t.held)
	if t.held == nil {
		s.began[t.id] = 0
	}
	if written {
		now++
	}
	s.changed[t.id] = s.changed[t.id] || written || linked
	if due := s.began[t.id] + 1; s.changed[t.id] && now != due {
		return s.writer.SetVersion(ctx, s.tx, t.entity, t.id, due)
	}
	return nil
}
