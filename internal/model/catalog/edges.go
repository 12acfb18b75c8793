package catalog

import (
	"cmp"
	"fmt"
	"slices"
)

// edges gathers the relationship types from the fields of both ends, checks that the
// ends agree, and finds where a type alone implies the label at the far end.
func (l *loader) edges() error {
	type key struct{ typ, from, to string }
	known := map[key]*Edge{}
	for _, e := range l.cat.Entities {
		for _, r := range e.Relations {
			from, to := r.ends()
			k := key{r.Type, from.Name, to.Name}
			edge := known[k]
			if edge == nil {
				edge = &Edge{Type: r.Type, From: from, To: to, Properties: r.Properties}
				known[k] = edge
				l.cat.Edges = append(l.cat.Edges, edge)
			}
			if edge.Properties != r.Properties {
				return fmt.Errorf("%s.%s: both ends of %s must name the same properties", e.Name, r.Name, r.Type)
			}
			edge.Loops = edge.Loops || r.Loops
			edge.Tree = edge.Tree || r.Tree
			edge.FromOne = edge.FromOne || (r.Out && !r.Many)
			edge.ToOne = edge.ToOne || (!r.Out && !r.Many)
		}
	}
	slices.SortFunc(l.cat.Edges, func(a, b *Edge) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.From.Name, b.From.Name), cmp.Compare(a.To.Name, b.To.Name))
	})
	for _, e := range l.cat.Entities {
		for _, r := range e.Relations {
			r.TargetImplied, r.OwnerImplied = l.cat.implied(r)
		}
	}
	return nil
}

// implied tells whether all relationships of r's type and direction at r's owner have r's
// target at their far end, and whether all those at r's target have r's owner there. A type
// that both starts and ends at the owner is implied too: the direction is part of every pattern.
func (c *Catalog) implied(r *Relation) (target, owner bool) {
	target, owner = true, true
	for _, edge := range c.Edges {
		near, far := edge.From, edge.To
		if !r.Out {
			near, far = far, near
		}
		if edge.Type == r.Type {
			target = target && (near != r.Owner || far == r.Target)
			owner = owner && (far != r.Target || near == r.Owner)
		}
	}
	return target, owner
}

func (r *Relation) ends() (from, to *Entity) {
	if r.Out {
		return r.Owner, r.Target
	}
	return r.Target, r.Owner
}

// Alone tells that a node of an entity has at most one relationship of the kind at its end.
func (e *Edge) Alone(at *Entity) bool {
	return e.FromOne && e.From == at || e.ToOne && e.To == at
}

// Edge returns the relationship type of this name between two labels, nil where none is declared.
func (c *Catalog) Edge(typ string, from, to *Entity) *Edge {
	for _, e := range c.Edges {
		if e.Type == typ && e.From == from && e.To == to {
			return e
		}
	}
	return nil
}

// Fields are the declared properties of the relationship, nil for none.
func (e *Edge) Fields() []*Field {
	if e.Properties == nil {
		return nil
	}
	return e.Properties.Fields
}

// ValueFields are the declared properties that do not tell relationships apart.
func (e *Edge) ValueFields() []*Field {
	return slices.DeleteFunc(slices.Clone(e.Fields()), func(f *Field) bool { return slices.Contains(e.Properties.Key, f) })
}

// Intervals are the pairs of declared properties of which one is not before the other.
func (e *Edge) Intervals() []Interval {
	if e.Properties == nil {
		return nil
	}
	return e.Properties.Intervals
}
