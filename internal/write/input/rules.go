package input

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/rule"
)

// rules refuses what the row gives against what the schema promises.
func (c *Checked) rules(fields []*catalog.Field, intervals []catalog.Interval) {
	for _, f := range fields {
		if err := rule.Value(f, c.Properties[f.Name]); err != nil {
			c.Refuse(f.Name, "%s", err)
		}
	}
	for _, b := range rule.Intervals(intervals, c.Properties) {
		c.Refuse(b.Field, "%s", b.Reason)
	}
}

// Between refuses a row after which two fields would stand the wrong way round, one of them as
// it is stored. current are the stored properties. What the row leaves as it is, is not judged.
func (c *Checked) Between(intervals []catalog.Interval, current map[string]any) {
	merged := map[string]any{}
	var touched []catalog.Interval
	for _, i := range append(slices.Clone(intervals), catalog.Validity()) {
		from, to := c.becomes(i.From.Name, current, merged), c.becomes(i.To.Name, current, merged)
		if (from || to) && !c.Has(i.To.Name) {
			touched = append(touched, i)
		}
	}
	for _, b := range rule.Intervals(touched, merged) {
		c.Refuse(b.Field, "%s", b.Reason)
	}
}

// becomes notes what a field holds after the row, and tells whether that changes it.
func (c *Checked) becomes(field string, current, merged map[string]any) bool {
	given, isGiven := c.Properties[field]
	merged[field] = current[field]
	if isGiven {
		merged[field] = given
	}
	return isGiven && given != current[field]
}
