package view

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// Condition is what a root field requires of the entities of a type.
type Condition = plan.Condition

// Conditions are those of the root field with a response key that is not compiled.
func (o *Operation) Conditions(alias string) ([]Condition, error) {
	c, err := o.plans.Conditions(alias)
	if c == nil || err != nil {
		return nil, err
	}
	return c.Of, nil
}

// Fitting are those of the entities with these ids that are there, that the reader may see, and
// that meet the conditions of a root field for their type. Those of other types are not among them.
func (o *Operation) Fitting(ctx context.Context, alias string, ids []string) (map[string]bool, error) {
	c, err := o.plans.Conditions(alias)
	if c == nil || err != nil || len(ids) == 0 {
		return nil, err
	}
	redirects, err := o.Redirects(ctx, c.Named)
	if err == nil && len(redirects) > 0 {
		c, err = o.plans.ConditionsRedirected(alias, redirects)
	}
	if err != nil {
		return nil, err
	}
	return o.found(ctx, c.Fitting(ids))
}
