package rule

import "github.com/clustergraph/clustergraph/internal/model/catalog"

// Element tells everything that is wrong with the stored values of a node or relationship.
func Element(fields []*catalog.Field, intervals []catalog.Interval, stored map[string]any) []Broken {
	var broken []Broken
	for _, f := range fields {
		if err := Value(f, stored[f.Name]); err != nil {
			broken = append(broken, Broken{Field: f.Name, Reason: err.Error()})
		}
	}
	return append(broken, Intervals(append([]catalog.Interval{catalog.Validity()}, intervals...), stored)...)
}
