package mapping

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// edges takes the table for one of relationships: each row is one.
func (g *guess) edges() {
	g.from, g.to = &g.joins[0], &g.joins[1]
	clear(g.chosen)
	for i := range g.columns {
		g.columns[i].used = false
	}
	g.from.column.used, g.to.column.used = true, true
	first := g.between(g.from, g.to)
	if len(first) == 0 {
		if back := g.between(g.to, g.from); len(back) > 0 {
			g.from, g.to, first = g.to, g.from, back
		}
	}
	for _, e := range first {
		if len(first) == 1 || g.says(e) {
			g.edge, g.links = e, []linkGuess{{typ: e.Type, declared: e.Properties}}
			return
		}
	}
	types := make([]linkGuess, len(first))
	for i, e := range first {
		types[i] = linkGuess{typ: e.Type}
	}
	g.remarks = append(g.remarks, fmt.Sprintf("rows lead from a %s to a %s%s", g.from.to.entity.Name, g.to.to.entity.Name, orTypes(types)))
}

func (g *guess) between(from, to *joined) []*catalog.Edge {
	var list []*catalog.Edge
	for _, e := range g.cat.Edges {
		if e.From == from.to.entity && e.To == to.to.entity {
			list = append(list, e)
		}
	}
	return list
}

// says tells that the file or a column names the relationship.
func (g *guess) says(e *catalog.Edge) bool {
	word := plainName(e.Type)
	return strings.Contains(plainName(g.file), word) || slices.ContainsFunc(g.columns, func(c columnGuess) bool {
		return c.share(func(s string) bool { return plainName(s) == word }) == 1
	})
}

// writeEdges prints a table of relationships, as a remark where it cannot be told which.
func (g *guess) writeEdges(b *bytes.Buffer) {
	begin := "    "
	typ := "SAY_WHICH"
	if g.edge == nil {
		begin = "    # "
	} else {
		typ = g.edge.Type
	}
	fmt.Fprintf(b, "%slinks:\n%s  - type: %s\n", begin, begin, typ)
	for _, end := range []struct {
		word string
		of   *joined
	}{{"from", g.from}, {"to", g.to}} {
		e := end.of.to.entity
		fmt.Fprintf(b, "%s    %s: {entity: %s, key: %s, value: %s}\n", begin, end.word, e.Name, foreignField(e).Name, foreignID(end.of.column))
	}
	for i := range g.links {
		g.links[i].writeProperties(b)
	}
}
