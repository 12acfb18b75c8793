package input

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// restored checks what a row from an export says of the service's own records about it.
func (c *Checked) restored(fields []*catalog.Field, createdIn string, contested []string) {
	if createdIn != "" && !id.Valid(createdIn, catalog.ChangePrefix) {
		c.Refuse(catalog.CreatedIn, "%s is not an id of a change, such as %s_…", fault.Shown(createdIn), catalog.ChangePrefix)
	}
	fields = claim.Fields(fields)
	for _, name := range contested {
		if !slices.ContainsFunc(fields, func(f *catalog.Field) bool { return f.Name == name }) {
			c.Refuse(claimsColumn, "%s is no field over which sources can disagree", fault.Shown(name))
		}
	}
}
