package mutation

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// upsert changes the entity with a key as a patch would, or makes it.
func (s *session) upsert(ctx context.Context, f Field, in *fieldInput, p *problems) (string, error) {
	t := target{entity: f.Entity, argument: inputArgument}
	key, value := s.key(f, in, p)
	if value == nil {
		return "", nil
	}
	if err := s.holdBy(ctx, &t, key, value); err != nil {
		return "", err
	}
	if key.Name != "id" {
		t.key = key.Name
	}
	t.by = key.Name
	switch {
	case t.held != nil && canon.Value(t.held[key.Name]) != canon.Value(value):
		// The key is that of what was merged into the entity, and no news of it.
		delete(in.values, key.Name)
	case t.held != nil:
	case key.Name == "id":
		t.id = value.(string)
	default:
		t.id = s.writer.NewID(f.Entity.Prefix)
	}
	return s.save(ctx, t, in, p)
}

// key reads the key, and gives the input its value; a nil value is refused.
func (s *session) key(f Field, in *fieldInput, p *problems) (key *catalog.Field, value any) {
	given, _ := f.Arguments["key"].(map[string]any)
	for name, v := range given {
		if key = f.Entity.Field(name); key == nil || v == nil || len(given) != 1 {
			p.input([]any{"key"}, "give exactly one key, and not null")
			return nil, nil
		}
		if key.Name == "id" {
			if !s.shaped(ref{idOf(v), f.Entity, []any{"key", "id"}}, p) {
				return key, nil
			}
			return key, idOf(v)
		}
		stored, err := input.Normalize(s.cat, key, v)
		if err != nil {
			p.input([]any{"key", name}, "%s %s", name, err)
			return key, nil
		}
		s.agree(key, stored, in, p)
		return key, stored
	}
	p.input([]any{"key"}, "give exactly one key, and not null")
	return nil, nil
}

// agree checks that the input says the same of the key's field, or says it for the input.
func (s *session) agree(key *catalog.Field, value any, in *fieldInput, p *problems) {
	v, given := in.values[key.Name]
	if !given {
		in.values[key.Name] = value
		return
	}
	stored, err := any(nil), error(nil)
	if v != nil {
		stored, err = input.Normalize(s.cat, key, v)
	}
	if err == nil && canon.Value(stored) != canon.Value(value) {
		p.input([]any{"input", key.Name}, "%s must be that of the key, or be left out; to change it, update the entity by its id", key.Name)
	}
}
