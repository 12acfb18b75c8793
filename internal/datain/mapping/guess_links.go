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
		if c.plain != plainName(r.Name) && !slices.Contains(terms(r.Description), c.plain) {
			continue
		}
		way := linkGuess{typ: r.Type, out: r.Out, target: r.Target, key: keyLike(r.Target, c), column: c}
		if way.key == nil {
			way.key = r.Target.Field("name")
		}
		if r.Many {
			way.split = c.separator()
		}
		if findsNodes(way.key) {
			ways = append(ways, way)
		}
	}
	return ways
}

func (g *guess) holdingKeys(c *columnGuess) []linkGuess {
	var ways []linkGuess
	for _, edge := range g.cat.Edges {
		if (edge.From == g.entity) == (edge.To == g.entity) {
			continue
		}
		way := linkGuess{typ: edge.Type, out: edge.From == g.entity, target: edge.To, column: c}
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
