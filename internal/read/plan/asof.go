package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// asOf reads the argument of a relationship field; nil when it is not given.
func asOf(r *catalog.Relation, args arguments) (predicate.Predicate, error) {
	given := args.values["asOf"]
	if given == nil {
		return nil, nil
	}
	text, _ := given.(string)
	on, err := scalar.ParseDate(text)
	if err != nil {
		return nil, at(fault.New(fault.BadUserInput, "%v", err), "asOf")
	}
	return predicate.HoldsAt(r.Properties, on), nil
}
