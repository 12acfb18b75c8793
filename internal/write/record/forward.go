package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// forward refuses to set back what only moves forward.
func (b *nodeBatch) forward(n *node, c *input.Checked) {
	for _, f := range b.entity.Fields {
		given, isGiven := c.Properties[f.Name]
		if f.Steps == nil || !isGiven {
			continue
		}
		was, is := property.Text(n.current[f.Name]), property.Text(given)
		switch {
		case was == "" || slices.Index(f.Steps, is) >= slices.Index(f.Steps, was):
		case is == "":
			c.Refuse(f.Name, "is %s and cannot be removed; to correct a mistake revert the change that made it", was)
		default:
			c.Refuse(f.Name, "is %s and cannot be set back to %s; to correct a mistake revert the change that made it", was, is)
		}
	}
}
