package input

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/rule"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// Claim is a value that sources give, as it comes with a row from another graph.
type Claim struct {
	Field string
	// Value is nil for none.
	Value      any
	Confidence *float64
	Sources    []Ref
	// RecordedAt and RecordedBy are those of the other graph; empty means now and the actor.
	RecordedAt, RecordedBy string
}

// CheckedClaim is a checked claim of a row; its sources are still to be found.
type CheckedClaim struct {
	claim.Claim
	Refs []Ref
}

// claimsColumn is the column that holds the claims of a row.
const claimsColumn = "statements"

// checkClaims checks what sources give by the rules of the fields that it is about.
func (c *Checked) checkClaims(cat *catalog.Catalog, declared []*catalog.Field, rows []Claim, restored bool) {
	fields := claim.Fields(declared)
	for _, row := range rows {
		f := catalog.FieldNamed(fields, row.Field)
		if f == nil {
			c.Refuse(claimsColumn, "%s is no field over which sources can disagree", fault.Shown(row.Field))
			continue
		}
		one := Checked{Properties: map[string]any{}}
		one.validity(validity{confidence: row.Confidence})
		one.moment(row.RecordedAt)
		one.normalizeSources(cat, row.Sources)
		value := one.claimedValue(cat, f, row.Value, restored)
		c.Claims = append(c.Claims, CheckedClaim{Refs: one.Sources, Claim: claim.Claim{
			Field: row.Field, Value: value, Confidence: row.Confidence,
			RecordedAt: one.RecordedAt, RecordedBy: row.RecordedBy,
		}})
		for _, p := range one.Problems {
			c.Refuse(claimsColumn, "%s: %s %s", row.Field, p.Field, p.Reason)
		}
	}
}

func (c *Checked) claimedValue(cat *catalog.Catalog, f *catalog.Field, v any, restored bool) string {
	if v == nil {
		return property.JSON(nil)
	}
	stored, _, err := coerce(cat, f, v)
	if err != nil {
		c.Refuse("value", "%s", err)
	} else if err := rule.Value(f, stored); err != nil && !restored {
		c.Refuse("value", "%s", err)
	}
	return property.JSON(stored)
}

// ResolveClaims are the claims of the row with the ids of their sources, as find tells them.
func (c *Checked) ResolveClaims(find func(Ref) string) []claim.Claim {
	list := make([]claim.Claim, len(c.Claims))
	for i, claimed := range c.Claims {
		one := Checked{Sources: claimed.Refs}
		list[i] = claimed.Claim
		list[i].Sources = one.ResolveSources(find)
		c.Problems = append(c.Problems, one.Problems...)
	}
	return list
}
