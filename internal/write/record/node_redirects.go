package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// redirects are where ids and keys of a batch's rows lead that no public node has, by alias key.
type redirects map[string]alias.Redirect

// follow finds where the rows' ids and keys lead for which load found no node, and loads what
// stands for them. It runs after load has locked what there is: what is put aside meanwhile
// is not passed by.
func (b *nodeBatch) follow(ctx context.Context, tx *neo.Tx, rows []input.Node, checked []input.Checked) error {
	found, err := alias.Redirects(ctx, tx, b.unfound(rows, checked))
	if err != nil || len(found) == 0 {
		return err
	}
	b.redirects = found
	var into []input.Node
	for _, id := range alias.Targets(found) {
		into = append(into, input.Node{ID: id})
	}
	stmt, needed := (&nodeBatch{entity: b.entity}).loadStatement(into, nil)
	if !needed {
		return nil
	}
	return b.read(ctx, tx, stmt)
}

// unfound are the alias keys of the ids and keys that lead to no public node.
func (b *nodeBatch) unfound(rows []input.Node, checked []input.Checked) []string {
	var keys distinct[string]
	for _, row := range rows {
		if row.ID != "" && b.byID[row.ID] == nil {
			keys.add(row.ID, row.ID)
		}
	}
	single := b.unique
	if f := b.entity.Field(nameField); f != nil && b.byName(rows) {
		single = append([]*catalog.Field{f}, single...)
	}
	for _, c := range checked {
		for _, f := range single {
			v := c.Properties[f.KeyProperty()]
			if v != nil && b.byValue[f.Name][v] == nil && len(b.findBy.byValue[f.Name][v]) == 0 {
				key := alias.Key(b.entity.Name, f.Name, v)
				keys.add(key, key)
			}
		}
		for i, key := range b.entity.CompositeKeys() {
			k, ok := compositeKey(i, key, c.Properties)
			if alias, _ := alias.KeyOf(b.entity, key, c.Properties); ok && len(b.byKey[k]) == 0 {
				keys.add(alias, alias)
			}
		}
	}
	return keys.values
}

// byName tells that rows are found by their name.
func (b *nodeBatch) byName(rows []input.Node) bool {
	for _, row := range rows {
		if row.FindBy == nameField {
			return true
		}
	}
	return false
}

// through returns the node that stands for what an alias key leads to. What is withheld or was
// erased is not there; that the row must not name it is told last.
func (b *nodeBatch) through(key, field string, c *input.Checked) *node {
	to, is := b.redirects[key]
	if !is {
		return nil
	}
	n := b.byID[to.Into]
	if n == nil {
		c.Bar(field, alias.Refusal)
	}
	return n
}

// redirected is byUnique for what is aside.
func (b *nodeBatch) redirected(f *catalog.Field, c *input.Checked) *node {
	v := c.Properties[f.Name]
	if v == nil || len(b.redirects) == 0 {
		return nil
	}
	return b.through(alias.Key(b.entity.Name, f.Name, v), f.Name, c)
}

// former takes the keys, and the name, of what was merged into n out of a row that is about n by
// one of them: they are no news of n itself.
func (b *nodeBatch) former(n *node, row input.Node, c *input.Checked) {
	if n == nil || len(b.redirects) == 0 || row.ID == n.id {
		return
	}
	for _, f := range b.unique {
		if v := c.Properties[f.KeyProperty()]; v != nil && b.byValue[f.Name][v] == nil && b.redirected(f, c) == n {
			c.Leave(f)
		}
	}
	if row.FindBy != nameField {
		return
	}
	f := b.entity.Field(nameField)
	named, _ := b.named(nameField, c)
	if len(named) == 1 && named[0] == n && len(b.findBy.byValue[nameField][c.Properties[f.KeyProperty()]]) == 0 {
		c.Leave(f)
	}
}
