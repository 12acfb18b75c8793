package mapping

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// chooseLinks finds columns that are called like a relationship of the entity, and columns
// that hold identifiers of entities that it is related to in one way only.
func (g *guess) chooseLinks() {
	for i := range g.columns {
		c := &g.columns[i]
		if c.used {
			continue
		}
		ways := g.calledLike(c)
		if len(ways) == 0 {
			ways = g.holdingKeys(c)
		}
		if len(ways) == 1 {
			c.used = true
			g.links = append(g.links, ways[0])
		}
	}
}

// calledLike finds the relationship fields that have the column's name; the far end is
// found by an identifier if the values are one, else by name.
func (g *guess) calledLike(c *columnGuess) []linkGuess {
	var ways []linkGuess
	for _, r := range g.entity.Relations {
		if c.called(g.words.relations[r]) < synonymScore {
			continue
		}
		way := linkGuess{typ: r.Type, out: r.Out, target: r.Target, key: keyLike(r.Target, c), column: c, declared: r.Properties}
		if way.key == nil {
			way.key = r.Target.Field("name")
		}
		if r.Many {
			way.split = c.separator()
		}
		way.properties = g.role(r, c)
		if findsNodes(way.key) {
			ways = append(ways, way)
		}
	}
	return ways
}

// role is the property that the head itself tells: 法定代表人 is a title, 负责人 a role.
func (g *guess) role(r *catalog.Relation, c *columnGuess) []propertyGuess {
	if r.Properties == nil || len(r.Properties.Key) == 0 {
		return nil
	}
	switch f := r.Properties.Key[0]; {
	case f.Kind == catalog.Enum:
		if value, known := g.cat.EnumNamed(f.Enum, c.bare); known {
			return []propertyGuess{{f.Name, "{value: " + value + "}"}}
		}
	case f.Kind == catalog.String && r.Target.NeedsProof() && c.isOne(g.words.relations[r].synonyms):
		return []propertyGuess{{f.Name, "{value: " + quoted(c.bare) + "}"}}
	}
	return nil
}

// chooseProperties gives columns that are called like a property to the one link that has it.
func (g *guess) chooseProperties() {
	for i := range g.columns {
		if c := &g.columns[i]; !c.used {
			g.chooseProperty(c)
		}
	}
}

func (g *guess) chooseProperty(c *columnGuess) {
	var of *linkGuess
	var field *catalog.Field
	for i := range g.links {
		l := &g.links[i]
		if l.declared == nil || l.split != "" {
			continue
		}
		for _, f := range l.declared.Fields {
			if g.plausible(c, f, c.called(g.words.fields[f])) < synonymScore || l.has(f.Name) {
				continue
			}
			if of != nil {
				return // which of two it is of cannot be told
			}
			of, field = l, f
		}
	}
	if of != nil {
		c.used = true
		of.properties = append(of.properties, propertyGuess{field.Name, g.value(field, c)})
	}
}

func (l *linkGuess) has(property string) bool {
	return slices.ContainsFunc(l.properties, func(p propertyGuess) bool { return p.name == property })
}

func (g *guess) holdingKeys(c *columnGuess) []linkGuess {
	var ways []linkGuess
	for _, edge := range g.cat.Edges {
		if (edge.From == g.entity) == (edge.To == g.entity) {
			continue
		}
		way := linkGuess{typ: edge.Type, out: edge.From == g.entity, target: edge.To, column: c, declared: edge.Properties}
		if !way.out {
			way.target = edge.From
		}
		if way.key = keyLike(way.target, c); way.key != nil {
			ways = append(ways, way)
		}
	}
	return ways
}

// keyLike is the key of an entity whose format the column's values follow, nil for none.
func keyLike(e *catalog.Entity, c *columnGuess) *catalog.Field {
	for _, f := range e.Fields {
		if f.Unique && f.Format != "" && c.follows(f.Format) {
			return f
		}
	}
	return nil
}
