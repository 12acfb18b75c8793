package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// named are the nodes with the row's value of the field by which it wants to be found: public
// ones, or else the one that stands for it. of tells that the row has such a value.
func (b *nodeBatch) named(field string, c *input.Checked) (nodes []*node, of bool) {
	f := b.entity.Field(field)
	if f == nil || c.Properties[field] == nil {
		return nil, false
	}
	var n *node
	switch v := c.Properties[f.KeyProperty()]; {
	case f.Unique:
		n = b.byUnique(f, c)
	case len(b.findBy.byValue[field][v]) > 0:
		return b.findBy.byValue[field][v], true
	case field == nameField:
		n = b.through(alias.Key(b.entity.Name, nameField, property.Text(v)), nameField, c)
	}
	if n == nil {
		return nil, true
	}
	return []*node{n}, true
}

// only is the one of the nodes with a value, nil for none. Several are a problem that names two.
func (b *nodeBatch) only(field string, named []*node, c *input.Checked) *node {
	if len(named) == 0 {
		return nil
	}
	if len(named) > 1 {
		c.Refuse(field, "%s fits %d entities, such as %s and %s; give a key that only one of them has",
			fault.Shown(c.Properties[field]), len(named), named[0].label(), named[1].label())
	}
	return named[0]
}

// otherKey finds that the field by which the row wants to be found tells another node than n, to
// which its business keys lead: a code that was copied down would else give one firm the name
// of the next.
func (b *nodeBatch) otherKey(n *node, field string, named []*node, of bool, c *input.Checked) {
	if !of || slices.Contains(named, n) || c.Has(field) {
		return
	}
	given := fault.Shown(c.Properties[field])
	switch stored := n.current[field]; {
	case len(named) > 0:
		c.Taken(field, "%s is that of %s, but the row's other keys mean %s; correct the row, or give the id", given, named[0].label(), n.label())
	case stored != nil:
		c.Taken(field, "%s is not the %s of %s, which is %s, but the row's other keys mean it; correct the row, or find it by those keys",
			given, field, n.label(), fault.Shown(stored))
	}
}

// otherComposite finds a key of several fields that leads to others than n.
func (b *nodeBatch) otherComposite(n *node, c *input.Checked) {
	for i, key := range b.entity.CompositeKeys() {
		k, ok := compositeKey(i, key, c.Properties)
		if others := b.byKey[k]; ok && len(others) > 0 && !slices.Contains(others, n) {
			c.Taken(key[0].Name, "it is, together with the rest of its key, that of %s, but the row's other keys mean %s; correct the row, or give the id",
				others[0].label(), n.label())
		}
	}
}
