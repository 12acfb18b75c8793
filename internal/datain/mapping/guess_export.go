package mapping

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// exported is a table that this program wrote: of an entity, or of a relationship of it.
type exported struct {
	id       *columnGuess
	entity   *catalog.Entity
	relation *catalog.Relation
	// near and far are the columns with the ids of a relationship's ends.
	near, far *columnGuess
}

// idTerm and edgeTerm are what exports with Chinese heads call ids.
const idTerm, edgeTerm = "编号", "关系编号"

// exportOf recognises a table of an export by the ids of ours that it holds, nil for none.
func (g *guess) exportOf() *exported {
	x := &exported{id: g.column("id", idTerm)}
	if x.id != nil {
		if x.entity = g.entityOf(x.id); x.entity != nil {
			return x
		}
	}
	if x.id = g.column("id", edgeTerm); x.id == nil || x.id.share(isEdgeID) <= 0.5 {
		return nil
	}
	return g.exportedEdges(x)
}

func isEdgeID(s string) bool { return strings.HasPrefix(s, catalog.EdgePrefix+"_") }

// exportedEdges finds the relationship of which a table is.
func (g *guess) exportedEdges(x *exported) *exported {
	for _, e := range g.cat.Entities {
		for _, r := range e.Relations {
			near := g.column(e.Singular+".id", catalog.Term(e.Description, e.Name)+" "+idTerm)
			if near == nil {
				near = g.column("owner.id", "")
			}
			far := g.column(r.Name+".id", catalog.Term(r.Description, r.Name)+" "+idTerm)
			if r.Many && near != nil && far != nil && g.entityOf(near) == e && g.entityOf(far) == r.Target {
				x.entity, x.relation, x.near, x.far = e, r, near, far
				return x
			}
		}
	}
	return nil
}

// column is that of one of the names, nil for none.
func (g *guess) column(names ...string) *columnGuess {
	for i := range g.columns {
		for _, name := range names {
			if g.columns[i].name == name {
				return &g.columns[i]
			}
		}
	}
	return nil
}

// entityOf is the entity whose ids most rows of a column hold, nil for none. Who corrects a table may
// spoil some: these rows are rejected then, and the others find what they are about.
func (g *guess) entityOf(c *columnGuess) *catalog.Entity {
	times := map[*catalog.Entity]int{}
	for _, s := range c.texts {
		if e := g.cat.EntityOfID(s); e != nil {
			times[e]++
		}
	}
	for e, n := range times {
		if n*2 > len(c.texts) {
			return e
		}
	}
	return nil
}

// write prints the mapping that brings a corrected export back.
func (x *exported) write(b *bytes.Buffer, g *guess) {
	fmt.Fprintf(b, "  - file: %s # an export: rows are found by their ids\n%s    clearAs: [清空] # removes the stored value; an empty cell leaves it\n", quoted(literal.Replace(g.sample.File)), g.format("  "))
	if x.relation != nil {
		x.writeLink(b, g)
		return
	}
	fmt.Fprintf(b, "    nodes:\n      - entity: %s\n        as: %s\n        id: %s\n        fields:\n", x.entity.Name, x.entity.Singular, quoted(x.id.name))
	writeExported(b, g, x.entity.Fields)
	links := false
	for _, r := range x.entity.Relations {
		c := g.column(r.Name+".id", catalog.Term(r.Description, r.Name)+" "+idTerm)
		if r.Many || c == nil || r.Properties != nil {
			continue
		}
		if !links {
			b.WriteString("    links:\n")
		}
		links = true
		writeEnds(b, r, x.entity.Singular, fmt.Sprintf("{entity: %s, key: id, value: %s}", r.Target.Name, quoted(c.name)))
		b.WriteString(removeHint)
	}
}

// removeHint shows how a row says that a relationship is no more.
const removeHint = "        # remove: {column: 处理, equals: 删除} # where a column of yours says so\n"

func (x *exported) writeLink(b *bytes.Buffer, g *guess) {
	b.WriteString("    links:\n")
	writeEnds(b, x.relation, fmt.Sprintf("{entity: %s, key: id, value: %s}", x.entity.Name, quoted(x.near.name)),
		fmt.Sprintf("{entity: %s, key: id, value: %s}", x.relation.Target.Name, quoted(x.far.name)))
	fmt.Fprintf(b, "        id: %s\n%s", quoted(x.id.name), removeHint)
	if x.relation.Properties != nil {
		b.WriteString("        properties:\n")
		writeExported(b, g, x.relation.Properties.Fields)
	}
}

func writeEnds(b *bytes.Buffer, r *catalog.Relation, near, far string) {
	if !r.Out {
		near, far = far, near
	}
	fmt.Fprintf(b, "      - type: %s\n        from: %s\n        to: %s\n", r.Type, near, far)
}

// writeExported prints the fields that columns hold; masks are no values.
func writeExported(b *bytes.Buffer, g *guess, fields []*catalog.Field) {
	any := false
	for _, f := range fields {
		c := g.column(f.Name, catalog.Term(f.Description, f.Name))
		if f.System || f.Sensitive || c == nil {
			continue
		}
		any = true
		if f.List {
			fmt.Fprintf(b, "          %s: {column: %s, split: \";\"}\n", f.Name, quoted(c.name))
			continue
		}
		fmt.Fprintf(b, "          %s: {column: %s}\n", f.Name, quoted(c.name))
	}
	if !any {
		b.WriteString("          {}\n")
	}
}
