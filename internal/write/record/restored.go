package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// restored checks what a row from an export says of the service's own records about it.
func (c *Checked) restored(fields []*catalog.Field, createdIn string, contested []string) {
	if createdIn != "" && !id.Valid(createdIn, catalog.ChangePrefix) {
		c.problem(catalog.CreatedIn, "%s is not an id of a change, such as %s_…", show(createdIn), catalog.ChangePrefix)
	}
	fields = claim.Fields(fields)
	for _, name := range contested {
		if !slices.ContainsFunc(fields, func(f *catalog.Field) bool { return f.Name == name }) {
			c.problem(claimsColumn, "%s is no field over which sources can disagree", show(name))
		}
	}
}

// keepRestored notes on a thing that is made which records of the service about it come
// from an export.
func keepRestored(current map[string]any, createdIn string, contested []string) {
	if createdIn != "" {
		current[catalog.CreatedIn] = createdIn
	}
	if len(contested) > 0 {
		current[catalog.Contested] = slices.Compact(slices.Sorted(slices.Values(contested)))
	}
}
