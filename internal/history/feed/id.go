package feed

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
)

// CheckID refuses what cannot be the id of an entity or a relationship, as the argument that it
// is given as.
func CheckID(cat *catalog.Catalog, text, argument string) error {
	if cat.EntityWithID(text) != nil || id.Valid(text, catalog.EdgePrefix) {
		return nil
	}
	return fault.NoID(text).At(argument)
}

// CheckPart is CheckID for an argument that may be left out.
func CheckPart(cat *catalog.Catalog, text, argument string) error {
	if text == "" {
		return nil
	}
	return CheckID(cat, text, argument)
}

// CheckHistory tells all that is wrong with what is asked of a history.
func CheckHistory(cat *catalog.Catalog, id, after string, first int) error {
	return fault.Join(CheckID(cat, id, "id"), CheckSize(first), checkHistoryCursor(after))
}

func checkHistoryCursor(after string) error {
	if after == "" {
		return nil
	}
	_, _, err := parseHistoryCursor(after)
	return err
}
