package mapping

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// joined is a table whose columns name rows of other tables by the ids that these give them.
type joined struct {
	column *columnGuess
	to     *guess
}

// foreignField is where an entity keeps its id in another system: foreignId, or a code of our
// own; nil when it has neither.
func foreignField(e *catalog.Entity) *catalog.Field {
	if f := e.Field("foreignId"); f != nil {
		return f
	}
	for _, key := range e.Keys {
		if f := key[0]; len(key) == 1 && f.Kind == catalog.String && f.Format == "" {
			return f
		}
	}
	return nil
}

// foreignID writes an id of another system: those of two lists are told apart.
func foreignID(c *columnGuess) string {
	return fmt.Sprintf("{template: %s}", quoted("my-source:{"+c.name+"}"))
}

// join finds the tables that name each other's rows by ids of their own.
func join(tables []*guess) {
	for _, from := range tables {
		for i := range from.columns {
			c := &from.columns[i]
			if !c.hasSuffix(endWords) || strings.ContainsAny(c.name, "{}") || c == from.ownID() {
				continue
			}
			if to := named(c, tables); to != nil {
				from.joins, to.own = append(from.joins, joined{c, to}), to.ownID()
			}
		}
	}
	for _, g := range tables {
		g.takeJoins()
	}
}

// named is the table of which a column names the rows, nil when there is none or it cannot be told.
func named(c *columnGuess, tables []*guess) *guess {
	var fit, called []*guess
	for _, to := range tables {
		if own := to.ownID(); own == nil || !to.named() || foreignField(to.entity) == nil || !c.among(own) {
			continue
		}
		fit = append(fit, to)
		if fitsName(c.bare, to.words.entities[to.entity]) {
			called = append(called, to)
		}
	}
	if len(called) == 1 {
		return called[0]
	}
	if len(fit) == 1 {
		return fit[0]
	}
	return nil
}

// ownID is a column that gives each row an id, nil for none.
func (g *guess) ownID() *columnGuess {
	for i := range g.columns {
		c := &g.columns[i]
		for _, word := range idWords {
			of, is := strings.CutSuffix(c.bare, word)
			is = is && (slices.Contains(idPrefixes, of) || fitsName(of, g.words.entities[g.entity]))
			if is && len(c.texts) == g.rows && c.everyOnce() && !strings.ContainsAny(c.name, "{}") {
				return c
			}
		}
	}
	return nil
}

var (
	idWords    = []string{"id", "编号", "编码", "主键"}
	idPrefixes = []string{"", "u", "uu", "n", "node", "row", "record", "节点", "唯一", "系统"}
	// endWords are what columns are called that name the ends of a relationship.
	endWords = append([]string{"src", "dst", "source", "target", "from", "to", "start", "end", "parent", "起点", "终点", "上级", "上游", "下游"}, idWords...)
)

func (c *columnGuess) hasSuffix(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(c.bare, w) })
}

func (c *columnGuess) everyOnce() bool {
	seen := map[string]bool{}
	for _, s := range c.texts {
		if seen[s] {
			return false
		}
		seen[s] = true
	}
	return len(c.texts) > 0
}

// among tells that the values are those of an id.
func (c *columnGuess) among(own *columnGuess) bool {
	there := map[string]bool{}
	for _, s := range own.texts {
		there[s] = true
	}
	return c.share(func(s string) bool { return there[s] }) >= 0.9
}

// takeJoins makes links of the columns that name other rows, and a key of the rows' own id.
func (g *guess) takeJoins() {
	if len(g.joins) == 2 && g.own == nil && !g.named() {
		g.edges()
		return
	}
	if g.own != nil {
		g.release(g.own)
		g.chosen[foreignField(g.entity)], g.own.used = g.own, true
	}
	for _, j := range g.joins {
		var ways []linkGuess
		for _, edge := range g.cat.Edges {
			if edge.From == g.entity && edge.To == j.to.entity {
				ways = append(ways, linkGuess{typ: edge.Type, out: true, target: edge.To, declared: edge.Properties})
			}
			if edge.To == g.entity && edge.From == j.to.entity && edge.From != edge.To {
				ways = append(ways, linkGuess{typ: edge.Type, target: edge.From, declared: edge.Properties})
			}
		}
		g.release(j.column)
		g.link(ways, j)
	}
}

// named tells that the rows have names of their own, so that they are no relationships.
func (g *guess) named() bool {
	name := g.entity.Field("name")
	return g.chosen[name] != nil || g.identified(g.chosen)
}

// release takes a column away from the field that it was given to.
func (g *guess) release(c *columnGuess) {
	for f, of := range g.chosen {
		if of == c {
			delete(g.chosen, f)
		}
	}
}

// link takes the one way in which a column can be meant, or notes what it may be.
func (g *guess) link(ways []linkGuess, j joined) {
	j.column.used = true
	if len(ways) == 1 {
		ways[0].column, ways[0].key, ways[0].foreign = j.column, foreignField(j.to.entity), true
		g.links = append(g.links, ways[0])
		return
	}
	g.remarks = append(g.remarks, fmt.Sprintf("%s holds ids of a %s, found as {entity: %s, key: %s, value: %s}%s",
		quoted(j.column.name), j.to.entity.Name, j.to.entity.Name, foreignField(j.to.entity).Name, foreignID(j.column), orTypes(ways)))
}

func orTypes(ways []linkGuess) string {
	types := make([]string, len(ways))
	for i, w := range ways {
		types[i] = w.typ
	}
	if len(types) == 0 {
		return "; no relationship leads there"
	}
	return "; say which it is of " + strings.Join(types, ", ")
}
