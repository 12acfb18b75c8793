package backup

import (
	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// part is one file to write.
type part struct {
	name string
	// text reads a page of rows, in the order of the keys: columns key0, and key1 where there
	// are two.
	text string
	keys int
	// lines are those of a page.
	lines func(rows query.Rows) ([][]byte, error)
	// most bounds the rows of a page.
	most int
	// record holds the one line of a part that needs no reading.
	record map[string]any
}

func (x *exporter) parts(start feedState) []part {
	var parts []part
	for _, e := range x.cat.Entities {
		parts = append(parts, nodePart(e))
	}
	for _, typ := range x.cat.EdgeTypes() {
		parts = append(parts, edgePart(x.cat, typ))
	}
	for _, r := range catalog.ServiceRecords() {
		p := recordPart(r, x.hidden)
		if r.Label == catalog.FeedLabel {
			p.record = start.record
		}
		parts = append(parts, p)
	}
	for _, typ := range catalog.ServiceLinks() {
		parts = append(parts, linkPart(typ))
	}
	return parts
}

// linesOf decodes rows and makes a line of each.
func linesOf[T any](line func(T) ([]byte, error)) func(query.Rows) ([][]byte, error) {
	return func(rows query.Rows) ([][]byte, error) {
		list, err := query.Scan[T](rows)
		if err != nil {
			return nil, err
		}
		lines := make([][]byte, len(list))
		for i, one := range list {
			if lines[i], err = line(one); err != nil {
				return nil, err
			}
		}
		return lines, nil
	}
}

type nodeRow struct {
	Properties map[string]any   `column:"properties"`
	Claims     []map[string]any `column:"claims"`
}

func nodePart(e *catalog.Entity) part {
	return part{
		name: graphfile.NodeFile(e.Name), keys: 1, most: mostRows,
		text: "MATCH (n:" + query.Quote(e.Name) + ") WHERE n.id > $after[0] AND " + made("n") +
			" RETURN n.id AS key0, properties(n) AS properties, " + claimsOf("n") + " AS claims ORDER BY n.id LIMIT $limit",
		lines: linesOf(func(r nodeRow) ([]byte, error) { return graphfile.NodeLine(e, r.Properties, r.Claims) }),
	}
}

type edgeRow struct {
	From       string           `column:"from"`
	To         string           `column:"to"`
	Properties map[string]any   `column:"properties"`
	Claims     []map[string]any `column:"claims"`
}

func edgePart(cat *catalog.Catalog, typ string) part {
	r := "r:" + query.Quote(typ)
	return part{
		name: graphfile.EdgeFile(typ), keys: 1, most: mostRows,
		text: "MATCH (a)-[" + r + "]->(b) USING INDEX " + r + "(id) WHERE r.id > $after[0] AND " + made("r") +
			" RETURN r.id AS key0, a.id AS from, b.id AS to, properties(r) AS properties, " + claimsOf("r") + " AS claims ORDER BY r.id LIMIT $limit",
		lines: linesOf(func(r edgeRow) ([]byte, error) {
			var declared *catalog.Properties
			if kind := cat.Edge(typ, cat.EntityOfID(r.From), cat.EntityOfID(r.To)); kind != nil {
				declared = kind.Properties
			}
			return graphfile.EdgeLine(declared, r.From, r.To, r.Properties, r.Claims)
		}),
	}
}

// made tells that an element was there when the export began.
func made(variable string) string {
	return "NOT EXISTS { MATCH (c:" + catalog.ChangeLabel + " {id: " + variable + "." + catalog.CreatedIn + "}) WHERE c.position IS NULL OR c.position > $upto }"
}

// claimsOf lists what sources give of an element, where they disagree.
func claimsOf(variable string) string {
	return "CASE WHEN " + variable + "." + catalog.Contested + " IS NULL THEN [] ELSE " +
		"COLLECT { MATCH (s:" + catalog.StatementLabel + " {of: " + variable + ".id}) RETURN properties(s) ORDER BY s.field, s.value } END"
}
