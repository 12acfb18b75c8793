package record

import (
	"fmt"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// nameField is the field that names entities for people.
const nameField = "name"

// match finds the node that a row is about: by its id, else by its business keys, most
// trusted first. It returns nil for a node that does not exist yet.
func (b *nodeBatch) match(row input.Node, c *input.Checked) *node {
	if row.ID != "" {
		n := b.byID[row.ID]
		if n == nil {
			n = b.through(row.ID, "id", c)
		}
		if n != nil {
			b.contradictions(n, b.trust(row.FindBy), c)
		}
		b.conflicts(n, row, c)
		b.former(n, row, c)
		return n
	}
	n, tried := b.byBusinessKey(c)
	named, of := b.named(row.FindBy, c)
	if n == nil {
		n, tried = b.only(row.FindBy, named, c), len(b.unique)
	}
	if n != nil {
		b.contradictions(n, tried, c)
		b.otherKey(n, row.FindBy, named, of, c)
		b.otherComposite(n, c)
	}
	b.former(n, row, c)
	b.rewritten(n, row, c)
	b.conflicts(n, row, c)
	return n
}

// byBusinessKey returns the node that the first fitting key leads to, and how many
// unique fields are more trusted than that key.
func (b *nodeBatch) byBusinessKey(c *input.Checked) (n *node, tried int) {
	composite := 0
	for _, key := range b.entity.Keys {
		if len(key) == 1 {
			n = b.byUnique(key[0], c)
		} else {
			n = b.byComposite(composite, key, c)
			composite++
		}
		if n != nil {
			return n, tried
		}
		if len(key) == 1 {
			tried++
		}
	}
	for ; tried < len(b.unique); tried++ {
		if n := b.byUnique(b.unique[tried], c); n != nil {
			return n, tried
		}
	}
	return nil, tried
}

// trust is how many unique fields are more trusted than a field, none for one that is not unique.
func (b *nodeBatch) trust(field string) int {
	return max(0, slices.IndexFunc(b.unique, func(f *catalog.Field) bool { return f.Name == field }))
}

func (b *nodeBatch) byComposite(i int, key []*catalog.Field, c *input.Checked) *node {
	k, ok := compositeKey(i, key, c.Properties)
	if !ok {
		return nil
	}
	if len(b.byKey[k]) == 0 {
		alias, _ := alias.KeyOf(b.entity, key, c.Properties)
		return b.through(alias, key[0].Name, c)
	}
	found := b.byKey[k]
	if len(found) > 1 {
		c.Refuse(key[0].Name, "the key fits %d entities, such as %s and %s; give the id", len(found), found[0].id, found[1].id)
	}
	return found[0]
}

func (b *nodeBatch) byUnique(f *catalog.Field, c *input.Checked) *node {
	v := c.Properties[f.Name]
	if v == nil {
		return nil
	}
	for _, key := range property.Keys(f, v) {
		if n := b.byValue[f.Name][key]; n != nil {
			return n
		}
	}
	return b.redirected(f, c)
}

// contradictions finds keys that are more trusted than the one that led to n, and that
// say n is another: the same stock code under another USCC is another firm, or a mistake.
func (b *nodeBatch) contradictions(n *node, tried int, c *input.Checked) {
	for _, f := range b.unique[:tried] {
		given, stored := c.Properties[f.Name], n.current[f.Name]
		if given != nil && stored != nil && canon.Value(given) != canon.Value(stored) && b.byUnique(f, c) == nil {
			c.Taken(f.Name, "%s is not the %s of %s, which is %s, but the row's other keys mean it; correct the row, or give the id",
				fault.Shown(given), f.Name, n.label(), fault.Shown(stored))
		}
	}
}

// conflicts finds unique values of the row that belong to another node than n.
func (b *nodeBatch) conflicts(n *node, row input.Node, c *input.Checked) {
	for _, f := range b.unique {
		other := b.byUnique(f, c)
		if other == nil || other == n || b.shares(f, other, row, c) {
			continue
		}
		if n == nil {
			c.Taken(f.Name, "%s is already that of %s, which has another id", fault.Shown(c.Properties[f.Name]), other.label())
			continue
		}
		c.Taken(f.Name, "%s is already that of %s, while the row means %s", fault.Shown(c.Properties[f.Name]), other.label(), n.label())
	}
}

// label names a node in a message.
func (n *node) label() string {
	if name := property.Text(n.current["name"]); name != "" {
		return fmt.Sprintf("%s (%s)", n.id, name)
	}
	return n.id
}
