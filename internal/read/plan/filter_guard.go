package plan

import (
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// refuseNull refuses a condition of null: taking it as left out would widen the answer.
func refuseNull(in map[string]any) error {
	var wrong problems
	for _, name := range slices.Sorted(maps.Keys(in)) {
		if in[name] == nil {
			wrong.add(fault.New(fault.BadUserInput, "null is no condition: leave %s out, or use isNull: true to find missing values", name), name)
		}
	}
	return wrong.err()
}

// refuseEmpty refuses conditions on a value without any, for the same reason: a client that
// leaves out a variable it does not have would be given everything.
func refuseEmpty(in map[string]any) error {
	if len(in) > 0 {
		return nil
	}
	return fault.New(fault.BadUserInput, "{} is no condition on a value: leave it out, or give one, such as eq")
}

// refuseDateAlone refuses a date without a condition that it is for.
func refuseDateAlone(r *catalog.Relation, in map[string]any) error {
	if in["asOf"] == nil || len(in) > 1 {
		return nil
	}
	return fault.New(fault.BadUserInput, "asOf alone says nothing of the %s: give some, none, all, count or countOf; {some: {}} is for having one", r.Name)
}

// refuseAsOf refuses the date of a to-one relationship where the filter is not that of one.
func refuseAsOf(in map[string]any) error {
	if in["asOf"] == nil {
		return nil
	}
	return at(fault.New(fault.BadUserInput, "asOf is for a relationship: put it into the condition on a to-one relationship itself, or beside some, none, all, count and countOf"), "asOf")
}

// refuseUnknown is a second guard behind validation: an unknown key is an error.
func refuseUnknown(e *catalog.Entity, in map[string]any) error {
	var wrong problems
	for _, name := range slices.Sorted(maps.Keys(in)) {
		switch name {
		case "and", "or", "not", "isNull", "asOf":
			continue
		}
		if name == catalog.WithinFilter && e.Tree() != nil {
			continue
		}
		if e.Field(name) == nil && e.Relation(name) == nil {
			wrong.add(fault.New(fault.BadUserInput, "%s has no field %q to filter by", e.Name, name), name)
		}
	}
	return wrong.err()
}
