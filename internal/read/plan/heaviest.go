package plan

import (
	"slices"
	"strings"
)

// Measure is one of the numbers of a cost.
type Measure func(Cost) int

// weighed is a part of an answer with its cost.
type weighed struct {
	key   string
	cost  Cost
	below func() []weighed
}

// Heaviest is the path of response keys to the part of an answer that a measure of the
// operation's cost is due to most: who lowers it there lowers it best.
func (o *Operation) Heaviest(of Measure) string {
	var parts []weighed
	for alias, f := range o.fields {
		if f.root != nil {
			parts = append(parts, weighed{alias, f.root.Cost, func() []weighed { return rootParts(f.root) }})
		}
	}
	for alias, places := range o.places {
		for _, p := range places {
			parts = append(parts, weighed{strings.Trim(alias+"."+p.Keys, "."), p.Cost, nil})
		}
	}
	for alias, c := range o.conditions {
		if c.conditions != nil {
			parts = append(parts, weighed{alias, c.conditions.Cost, nil})
		}
	}
	for _, w := range o.Writes {
		if w.answer != nil {
			parts = append(parts, weighed{w.Alias, objectCost(w.answer), func() []weighed { return objectParts(w.answer, 1) }})
		}
	}
	return strings.Join(heaviestOf(of, parts, 0), ".")
}

// heaviestOf goes down to the heaviest part as long as that is half of what contains it.
func heaviestOf(of Measure, parts []weighed, whole int) []string {
	if len(parts) == 0 {
		return nil
	}
	most := slices.MaxFunc(parts, func(a, b weighed) int {
		if d := of(a.cost) - of(b.cost); d != 0 {
			return d
		}
		return strings.Compare(b.key, a.key)
	})
	if n := of(most.cost); n > 0 && 2*n >= whole {
		var below []weighed
		if most.below != nil {
			below = most.below()
		}
		return append([]string{most.key}, heaviestOf(of, below, n)...)
	}
	return nil
}

func rootParts(r *Root) []weighed {
	switch {
	case r.One != nil:
		return objectParts(r.One.Object, 1)
	case r.Page != nil:
		return pageParts(r.Page, 1)
	}
	var parts []weighed
	for _, t := range r.Nodes.ByType {
		parts = append(parts, objectParts(t.Object, len(t.IDs))...)
	}
	return parts
}

// objectParts are those of so many entities.
func objectParts(o *Object, times int) (parts []weighed) {
	for _, f := range o.Fields {
		switch {
		case f.ToOne != nil:
			parts = append(parts, weighed{f.Alias, objectCost(f.ToOne).rowsTimes(times), func() []weighed { return objectParts(f.ToOne, times) }})
		case f.Page != nil:
			parts = append(parts, weighed{f.Alias, pageCost(f.Page).rowsTimes(times), func() []weighed { return pageParts(f.Page, times) }})
		}
	}
	return parts
}

// pageParts are those of so many pages: what is in their entities, for only the page itself has
// arguments.
func pageParts(p *Page, times int) (parts []weighed) {
	times = bounded(times * p.Size)
	for _, part := range p.Parts {
		if part.Nodes != nil {
			parts = append(parts, under(part.Alias, objectParts(part.Nodes, times))...)
		}
		for _, f := range part.Edges {
			switch {
			case f.Node != nil:
				parts = append(parts, under(part.Alias+"."+f.Alias, objectParts(f.Node, times))...)
			case f.Sources != nil:
				parts = append(parts, weighed{part.Alias + "." + f.Alias, pageCost(f.Sources).rowsTimes(times), nil})
			}
		}
	}
	return parts
}

func under(key string, parts []weighed) []weighed {
	for i := range parts {
		parts[i].key = key + "." + parts[i].key
	}
	return parts
}
