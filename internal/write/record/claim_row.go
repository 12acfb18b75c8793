package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// ClaimRow is a value that sources give, as it comes with a row from another graph.
type ClaimRow struct {
	Field string
	// Value is nil for none.
	Value      any
	Confidence *float64
	Sources    []Ref
	// RecordedAt and RecordedBy are those of the other graph; empty means now and the actor.
	RecordedAt, RecordedBy string
}

// claimed is a checked claim of a row; its sources are still to be found.
type claimed struct {
	claim.Claim
	refs []Ref
}

// claimsColumn is the column that holds the claims of a row.
const claimsColumn = "statements"

// checkClaims checks what sources claim by the rules of the fields that it is about.
func (w *Writer) checkClaims(c *Checked, declared []*catalog.Field, rows []ClaimRow) {
	fields := claim.Fields(declared)
	for _, row := range rows {
		at := slices.IndexFunc(fields, func(f *catalog.Field) bool { return f.Name == row.Field })
		if at < 0 {
			c.problem(claimsColumn, "%s is no field over which sources can disagree", show(row.Field))
			continue
		}
		one := Checked{Properties: map[string]any{}}
		one.validity(validity{confidence: row.Confidence})
		one.moment(row.RecordedAt)
		w.normalizeSources(&one, row.Sources)
		c.claims = append(c.claims, claimed{refs: one.sources, Claim: claim.Claim{
			Field: row.Field, Value: one.claimedValue(w.cat, fields[at], row.Value), Confidence: row.Confidence,
			RecordedAt: one.recordedAt, RecordedBy: row.RecordedBy,
		}})
		for _, p := range one.Problems {
			c.problem(claimsColumn, "%s: %s %s", row.Field, p.Field, p.Reason)
		}
	}
}

func (c *Checked) claimedValue(cat *catalog.Catalog, f *catalog.Field, v any) string {
	if v == nil {
		return property.JSON(nil)
	}
	stored, _, err := coerce(cat, f, v)
	if err != nil {
		c.problem("value", "%s", err)
	}
	return property.JSON(stored)
}

// resolveClaims turns the sources of the row's claims into ids.
func (c *Checked) resolveClaims(find func(Ref) string) {
	for i := range c.claims {
		one := Checked{sources: c.claims[i].refs}
		c.claims[i].Sources = one.resolveSources(find)
		c.Problems = append(c.Problems, one.Problems...)
	}
}

// claimsOf are the claims of the row, with their sources found.
func (c *Checked) claimsOf() []claim.Claim {
	list := make([]claim.Claim, len(c.claims))
	for i := range c.claims {
		list[i] = c.claims[i].Claim
	}
	return list
}
