package catalog

import "fmt"

// WithinFilter is the name of the condition of lying within a node of a tree, at any depth.
const WithinFilter = "within"

// Tree is the relationship from each node of the entity to the one that it lies in; nil where
// the entity forms no tree.
func (e *Entity) Tree() *Relation {
	for _, r := range e.Relations {
		if r.Tree {
			return r
		}
	}
	return nil
}

// trees checks that what is declared as one leads from each node to one of its own kind, and
// that nothing else is called as its condition is.
func (l *loader) trees() error {
	for _, e := range l.cat.Entities {
		tree := e.Tree()
		if tree == nil {
			continue
		}
		if tree.Many || tree.Target != e {
			return fmt.Errorf("%s.%s: a tree is a to-one relationship to the type itself", e.Name, tree.Name)
		}
		if e.Field(WithinFilter) != nil || e.Relation(WithinFilter) != nil {
			return fmt.Errorf("%s.%s: the name is that of a condition of trees; choose another", e.Name, WithinFilter)
		}
		for _, edge := range l.cat.Edges {
			if edge.Type == tree.Type && (edge.From != e || edge.To != e) {
				return fmt.Errorf("%s.%s: a tree needs a relationship type of its own, and %s joins %s and %s too", e.Name, tree.Name, tree.Type, edge.From.Name, edge.To.Name)
			}
		}
	}
	return nil
}
