package element

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Change is what of an element changes: its new values, of which nil removes.
type Change struct {
	ID     string
	Values map[string]any
}

// CreateEdges makes relationships of one kind with their properties; the column count tells of
// how many both ends are there.
func CreateEdges(kind *catalog.Edge, edges []Edge) query.Statement {
	rows := make([]any, len(edges))
	for i, e := range edges {
		rows[i] = []any{e.From, e.To, e.Properties}
	}
	return query.Statement{
		Text: "UNWIND $rows AS row MATCH (a:" + query.Quote(kind.From.Name) + " {id: row[0]}) MATCH (b:" + query.Quote(kind.To.Name) + " {id: row[1]}) " +
			"CREATE (a)-[r:" + query.Quote(kind.Type) + "]->(b) SET r = row[2] RETURN count(r) AS count",
		Params: map[string]any{"rows": rows},
	}
}

// ChangeEdges changes properties of relationships of one type; the column count tells how many
// are there.
func ChangeEdges(typ string, changes []Change) query.Statement {
	rows := make([]any, len(changes))
	for i, c := range changes {
		rows[i] = []any{c.ID, c.Values}
	}
	return query.Statement{
		Text: "UNWIND $rows AS row MATCH ()-[r:" + query.Quote(typ) + "]->() USING INDEX r:" + query.Quote(typ) + "(id) WHERE r.id = row[0] " +
			"SET r += row[1] RETURN count(r) AS count",
		Params: map[string]any{"rows": rows},
	}
}

// DeleteEdges removes relationships of one type.
func DeleteEdges(typ string, ids []string) query.Statement {
	return query.Statement{
		Text:   "UNWIND $ids AS v MATCH ()-[r:" + query.Quote(typ) + "]->() USING INDEX r:" + query.Quote(typ) + "(id) WHERE r.id = v DELETE r",
		Params: map[string]any{"ids": ids},
	}
}
