package claim

import (
	"cmp"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// Adopt takes over claims about an element that is made with these properties: they get ids,
// that of the value which the element shows is marked as such, and what does not say when or
// by whom it was recorded is recorded now.
func (s *Set) Adopt(of string, properties map[string]any, list []Claim) {
	fields := map[string]bool{}
	for _, c := range list {
		c.ID, c.Of, c.changed = s.newID(), of, true
		c.Displayed = c.Value == property.JSON(properties[c.Field])
		c.RecordedAt, c.RecordedBy = cmp.Or(c.RecordedAt, s.stamp.At), cmp.Or(c.RecordedBy, s.stamp.By)
		s.add(&c)
		fields[c.Field] = true
	}
	if len(fields) > 0 {
		properties[catalog.Contested] = slices.Sorted(maps.Keys(fields))
	}
}
