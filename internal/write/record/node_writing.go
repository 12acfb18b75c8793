package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// rewritten takes keys that are another writing of what n has out of a row that found n by its
// keys: they are no news.
func (b *nodeBatch) rewritten(n *node, row input.Node, c *input.Checked) {
	if n == nil {
		return
	}
	fields := b.unique
	if f := b.entity.Field(row.FindBy); f != nil && !f.Unique {
		fields = append(slices.Clip(fields), f)
	}
	for _, f := range fields {
		if given, stored := c.Properties[f.Name], n.current[f.Name]; given != stored && sameText(f, given, stored) {
			c.Leave(f)
		}
	}
}

// kept leaves the canonical text of a value that stays as it is: what shares it with another since
// before there was one is known by its own writing.
func (b *nodeBatch) kept(n *node, c *input.Checked) {
	for _, f := range b.unique {
		if given := c.Properties[f.Name]; f.Keyed() && given != nil && given == n.current[f.Name] {
			delete(c.Properties, f.CanonicalProperty())
		}
	}
}

// shares lets a row from a whole graph keep a text that is another writing of that of another
// node, as both were there. The one whose writing is canonical has the canonical text.
func (b *nodeBatch) shares(f *catalog.Field, other *node, row input.Node, c *input.Checked) bool {
	given, taken := c.Properties[f.Name], other.current[f.Name]
	if !row.Restored || given == taken || !sameText(f, given, taken) {
		return false
	}
	if given != canon.Value(given) {
		c.Properties[f.CanonicalProperty()] = given
		return true
	}
	b.unindex(other)
	other.current[f.CanonicalProperty()] = taken
	b.index(other)
	return true
}

// sameText tells that two values are writings of one text.
func sameText(f *catalog.Field, a, b any) bool {
	return f.Keyed() && a != nil && b != nil && canon.Value(a) == canon.Value(b)
}
