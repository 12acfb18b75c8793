package record

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// pairs gathers the ends of a batch's rows: one lookup for each way to name them.
type pairs struct {
	groups []*pairGroup
	byWay  map[pairWay]*pairGroup
}

type pairWay struct {
	kind               *catalog.Edge
	fromField, toField string
}

type pairRefs struct{ from, to Ref }

// pairGroup are the pairs of one kind whose ends are named by the same fields.
type pairGroup struct {
	pairWay
	refs []pairRefs
	// rows lists for each pair the rows that have it.
	rows  [][]int
	index map[pairRefs]int
}

func newPairs() *pairs { return &pairs{byWay: map[pairWay]*pairGroup{}} }

func (p *pairs) add(kind *catalog.Edge, from, to Ref, row int) {
	way := pairWay{kind, fieldOf(from), fieldOf(to)}
	g := p.byWay[way]
	if g == nil {
		g = &pairGroup{pairWay: way, index: map[pairRefs]int{}}
		p.byWay[way] = g
		p.groups = append(p.groups, g)
	}
	refs := pairRefs{from, to}
	at, known := g.index[refs]
	if !known {
		at = len(g.refs)
		g.index[refs] = at
		g.refs = append(g.refs, refs)
		g.rows = append(g.rows, nil)
	}
	g.rows[at] = append(g.rows[at], row)
}

func fieldOf(r Ref) string {
	if r.ID != "" {
		return "id"
	}
	return r.Field
}

func valueOf(r Ref) any {
	if r.ID != "" {
		return r.ID
	}
	return r.Value
}

// statement finds the two nodes of each pair, locks the ones that own the rule to be
// kept, and returns the relationships that a row of the pair may mean or replace.
// Adding nothing to the version writes nothing, but takes the node's lock: of two
// writers the second sees what the first has made.
func (g *pairGroup) statement() query.Statement {
	rows := make([]any, len(g.refs))
	for i, r := range g.refs {
		rows[i] = []any{i, valueOf(r.from), valueOf(r.to)}
	}
	from, to, typ := query.Quote(g.kind.From.Name), query.Quote(g.kind.To.Name), query.Quote(g.kind.Type)
	var text strings.Builder
	text.WriteString("UNWIND $rows AS row")
	text.WriteString(" OPTIONAL MATCH (a:" + from + " {" + query.Quote(g.fromField) + ": row[1]})")
	text.WriteString(" OPTIONAL MATCH (b:" + to + " {" + query.Quote(g.toField) + ": row[2]})")
	text.WriteString(" SET a.version = a.version + 0")
	if g.kind.ToOne {
		text.WriteString(" SET b.version = b.version + 0")
	}
	text.WriteString(" RETURN row[0], a.id, b.id, " + strings.Join(g.existing(from, to, typ), " + "))
	return query.Statement{Text: text.String(), Params: map[string]any{"rows": rows}}
}

// existing lists what collects the relationships of a pair, as [from, to, properties]. What
// stands at a to-one end includes what joins the pair.
func (g *pairGroup) existing(from, to, typ string) []string {
	var parts []string
	if g.kind.FromOne {
		parts = append(parts, "COLLECT { MATCH (a)-[r:"+typ+"]->(c:"+to+") RETURN [a.id, c.id, properties(r)] }")
	}
	if g.kind.ToOne {
		parts = append(parts, "COLLECT { MATCH (c:"+from+")-[r:"+typ+"]->(b) RETURN [c.id, b.id, properties(r)] }")
	}
	if len(parts) == 0 {
		parts = append(parts, "COLLECT { MATCH (a)-[r:"+typ+"]->(b) RETURN [a.id, b.id, properties(r)] }")
	}
	return parts
}

func edgeIDs(prepared []placed) []any {
	var list distinct
	for _, p := range prepared {
		if p.row.ID != "" && p.kind != nil {
			list.add(p.row.ID, p.row.ID)
		}
	}
	return list.values
}

func edgesByID(typ string, ids []any) query.Statement {
	return query.Statement{
		Text:   "UNWIND $ids AS v MATCH (a)-[r:" + query.Quote(typ) + "]->(b) USING INDEX r:" + query.Quote(typ) + "(id) WHERE r.id = v RETURN a.id, b.id, properties(r)",
		Params: map[string]any{"ids": ids},
	}
}

func removeEdges(typ string, ids []any) query.Statement {
	return query.Statement{
		Text:   "UNWIND $ids AS v MATCH ()-[r:" + query.Quote(typ) + "]->() USING INDEX r:" + query.Quote(typ) + "(id) WHERE r.id = v DELETE r",
		Params: map[string]any{"ids": ids},
	}
}

func changeEdges(typ string, rows []any) query.Statement {
	return query.Statement{
		Text: "UNWIND $rows AS row MATCH ()-[r:" + query.Quote(typ) + "]->() USING INDEX r:" + query.Quote(typ) + "(id) WHERE r.id = row[0] " +
			"SET r += row[1] RETURN count(r)",
		Params: map[string]any{"rows": rows},
	}
}

func createEdges(kind *catalog.Edge, rows []any) query.Statement {
	return query.Statement{
		Text: "UNWIND $rows AS row MATCH (a:" + query.Quote(kind.From.Name) + " {id: row[0]}) MATCH (b:" + query.Quote(kind.To.Name) + " {id: row[1]}) " +
			"CREATE (a)-[r:" + query.Quote(kind.Type) + "]->(b) SET r = row[2] RETURN count(r)",
		Params: map[string]any{"rows": rows},
	}
}

// edgePlan is what a batch writes.
type edgePlan struct {
	removed, changed []any
	kinds            []*catalog.Edge
	created          map[*catalog.Edge][]any
}

// plan says what to write, and notes it in the journal.
func (b *edgeBatch) plan(j *journal) edgePlan {
	p := edgePlan{created: map[*catalog.Edge][]any{}}
	for _, e := range b.order {
		switch {
		case e.stored == nil && e.removed:
		case e.stored == nil:
			if p.created[e.kind] == nil {
				p.kinds = append(p.kinds, e.kind)
			}
			if e.current[catalog.CreatedIn] == nil {
				e.current[catalog.CreatedIn] = j.createdEdge(e)
			}
			p.created[e.kind] = append(p.created[e.kind], []any{e.from, e.to, e.current})
		case e.removed:
			p.removed = append(p.removed, e.id())
			j.deletedEdge(e)
			b.claims.Forget(e.id())
		default:
			if diff := property.Diff(e.stored, e.current); diff != nil {
				p.changed = append(p.changed, []any{e.id(), diff})
				j.updatedEdge(e)
			}
		}
	}
	return p
}
