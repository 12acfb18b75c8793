package input

import (
	"math"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/rule"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// validity is how far, and between which dates, a row holds.
type validity struct {
	confidence         *float64
	validFrom, validTo string
	drop               []string
	// restored tells that the dates are put back as they were, whichever comes first.
	restored bool
	// years bounds the years of the dates.
	years *catalog.Range
}

// validity checks what a row says of itself, and adds it to the properties.
func (c *Checked) validity(v validity) {
	for _, name := range v.drop {
		if !slices.Contains([]string{catalog.Confidence, catalog.ValidFrom, catalog.ValidTo}, name) {
			c.Refuse(name, "is nothing that a row says of itself")
			continue
		}
		c.Properties[name] = nil
	}
	if v.confidence != nil {
		if math.IsNaN(*v.confidence) || *v.confidence < 0 || *v.confidence > 1 {
			c.Refuse(catalog.Confidence, "is %v, expected a number from 0 to 1", *v.confidence)
		}
		c.Properties[catalog.Confidence] = *v.confidence
	}
	from := c.day(catalog.ValidFrom, v.validFrom, v)
	to := c.day(catalog.ValidTo, v.validTo, v)
	if !v.restored && !from.IsZero() && !to.IsZero() && to.Before(from) {
		c.Refuse(catalog.ValidTo, "%s is before validFrom, which is %s", to, from)
	}
}

func (c *Checked) day(name, s string, v validity) scalar.Date {
	if s == "" {
		return scalar.Date{}
	}
	d, err := scalar.ParseDate(s)
	if err != nil {
		c.Refuse(name, "%s", err)
		return scalar.Date{}
	}
	if wrong := rule.Value(&catalog.Field{Name: name, Kind: catalog.Date, Range: v.years}, d.String()); wrong != nil && !v.restored {
		c.Refuse(name, "%s", wrong)
	}
	c.Properties[name] = d.String()
	return d
}
