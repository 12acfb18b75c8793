package feed

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Check tells all that is wrong with an interval. A moment that is not known is not compared.
func (interval Interval) Check(cat *catalog.Catalog) error {
	_, cursor := parseDifferenceCursor(interval.After)
	return fault.Join(interval.inOrder(), CheckPart(cat, interval.Of, "of"), CheckTypes(cat, interval.Types), CheckSize(interval.First), cursor)
}

func (interval Interval) inOrder() error {
	if interval.To.IsZero() || !interval.To.Before(interval.From) {
		return nil
	}
	return fault.New(fault.BadUserInput, "to is before from; give the earlier moment as from").At("to")
}

// CheckTypes refuses names that no entity and no relationship has, each.
func CheckTypes(cat *catalog.Catalog, names []string) (all error) {
	known := types(cat)
	for i, t := range names {
		if !slices.Contains(known, t) {
			all = fault.Join(all, UnknownType(t, known, i))
		}
	}
	return all
}

// types are the names of the entities and of the relationship types.
func types(cat *catalog.Catalog) []string {
	var names []string
	for _, e := range cat.Entities {
		names = append(names, e.Name)
	}
	for _, e := range cat.Edges {
		if names[len(names)-1] != e.Type {
			names = append(names, e.Type)
		}
	}
	return names
}
