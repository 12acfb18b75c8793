package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// asOf reads the date of a relationship field or of a condition on relationships; nil when it is
// not given.
func (c *Compiler) asOf(r *catalog.Relation, values map[string]any) (predicate.Predicate, error) {
	given := values["asOf"]
	if given == nil {
		return nil, nil
	}
	text, _ := given.(string)
	on, err := c.date(text)
	if err != nil {
		return nil, at(err, "asOf")
	}
	return predicate.HoldsAt(r.Properties, on), nil
}

// date reads a date of a request, which may be relative to today.
func (c *Compiler) date(text string) (scalar.Date, error) {
	on, err := scalar.ParseDateAt(text, c.today)
	if err != nil {
		return on, fault.New(fault.BadUserInput, "%v", err)
	}
	return on, nil
}
