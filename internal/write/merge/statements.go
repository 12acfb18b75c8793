package merge

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// lockFar locks the nodes at the far ends of a node's relationships, in the order of their
// ids: who makes a relationship locks the node that it starts at.
func lockFar(label, id string) query.Statement {
	return query.Statement{
		Text: "MATCH (n:" + query.Quote(label) + " {id: $id})<-[]-(o) WITH DISTINCT o ORDER BY o.id " +
			"SET o.version = o.version + 0 RETURN count(o)",
		Params: map[string]any{"id": id},
	}
}

// edgesLike reads the relationships of a node that lead to one of others, or are of one of types.
func edgesLike(label, id string, others, types []string) query.Statement {
	return query.Statement{
		Text: "MATCH (n:" + query.Quote(label) + " {id: $id})-[r]-(o) WHERE type(r) <> $aside AND (o.id IN $others OR type(r) IN $types) " +
			"WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b RETURN " + element.EdgeColumns,
		Params: map[string]any{"id": id, "others": others, "types": types, "aside": catalog.AsideType},
	}
}

// moveEdges gives relationships of one kind, named by id, other ends.
func moveEdges(kind *catalog.Edge, rows []any) query.Statement {
	typ := query.Quote(kind.Type)
	return query.Statement{
		Text: "UNWIND $rows AS row MATCH ()-[r:" + typ + "]->() USING INDEX r:" + typ + "(id) WHERE r.id = row[0] " +
			"MATCH (a:" + query.Quote(kind.From.Name) + " {id: row[1]}) MATCH (b:" + query.Quote(kind.To.Name) + " {id: row[2]}) " +
			"CREATE (a)-[x:" + typ + "]->(b) SET x = properties(r) DELETE r RETURN count(x) AS count",
		Params: map[string]any{"rows": rows},
	}
}

// putProperties replaces the properties of a node.
func putProperties(e *catalog.Entity, id string, properties map[string]any) query.Statement {
	return query.Statement{
		Text:   "MATCH (n:" + query.Quote(e.Name) + " {id: $id}) SET n = $properties",
		Params: map[string]any{"id": id, "properties": properties},
	}
}
