package record

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
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

type pairRefs struct{ from, to input.Ref }

// pairGroup are the pairs of one kind whose ends are named by the same fields.
type pairGroup struct {
	pairWay
	refs []pairRefs
	// rows lists for each pair the rows that have it.
	rows  [][]int
	index map[pairRefs]int
}

func newPairs() *pairs { return &pairs{byWay: map[pairWay]*pairGroup{}} }

func (p *pairs) add(kind *catalog.Edge, from, to input.Ref, row int) {
	fromField, _ := from.Key()
	toField, _ := to.Key()
	way := pairWay{kind, fromField, toField}
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

// statement finds the two nodes of each pair, locks those whose to-one ends must be
// kept, and returns the relationships that a row of the pair may be about or replace.
// Adding nothing to the version writes nothing, but takes the node's lock: of two
// writers the second sees what the first has made.
func (g *pairGroup) statement() query.Statement {
	rows := make([]any, len(g.refs))
	for i, r := range g.refs {
		_, from := r.from.Key()
		_, to := r.to.Key()
		rows[i] = []any{i, from, to}
	}
	from, to, typ := query.Quote(g.kind.From.Name), query.Quote(g.kind.To.Name), query.Quote(g.kind.Type)
	var text strings.Builder
	text.WriteString("UNWIND $rows AS row")
	text.WriteString(" OPTIONAL MATCH (a:" + from + " {" + query.Quote(g.kind.From.Field(g.fromField).KeyProperty()) + ": row[1]})")
	text.WriteString(" OPTIONAL MATCH (b:" + to + " {" + query.Quote(g.kind.To.Field(g.toField).KeyProperty()) + ": row[2]})")
	text.WriteString(" SET a.version = a.version + 0")
	if g.kind.ToOne {
		text.WriteString(" SET b.version = b.version + 0")
	}
	text.WriteString(" RETURN row[0] AS at, a.id AS from, b.id AS to, " + strings.Join(g.existing(from, to, typ), " + ") + " AS edges")
	return query.Statement{Text: text.String(), Params: map[string]any{"rows": rows}}
}

// pairFound is what the database holds of a pair: its ends, empty where there is none, and the
// relationships, each as [from, to, properties].
type pairFound struct {
	At    int64  `column:"at"`
	From  string `column:"from"`
	To    string `column:"to"`
	Edges []any  `column:"edges"`
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

func edgeIDs(prepared []placed) []string {
	var list distinct[string]
	for _, p := range prepared {
		if p.row.ID != "" && p.Kind != nil {
			list.add(p.row.ID, p.row.ID)
		}
	}
	return list.values
}
