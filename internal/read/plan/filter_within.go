package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// within reads the condition of being the entity that a key names, or of lying in it.
func (b *builder) within(e *catalog.Entity, by map[string]any) (predicate.Predicate, error) {
	key, value, err := b.key(e, by)
	if err != nil {
		return nil, err
	}
	if b.policy.Masks(key) {
		return nil, at(fault.New(fault.Forbidden, "%s is personal data that is not yours to see, and nothing is found by it", key.Name), key.Name)
	}
	return predicate.Within{Tree: e.Tree(), Scope: b.scope.On(e), Key: key, Value: b.id(key, value)}, nil
}
