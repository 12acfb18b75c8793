package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// keepRestored notes on an element that is made which records of the service about it come
// from an export.
func keepRestored(current map[string]any, createdIn string, contested, mentioning []string) {
	if createdIn != "" {
		current[catalog.CreatedIn] = createdIn
	}
	if len(contested) > 0 {
		current[catalog.Contested] = slices.Compact(slices.Sorted(slices.Values(contested)))
	}
	if len(mentioning) > 0 {
		current[catalog.Mentioning] = mentioning
	}
}
