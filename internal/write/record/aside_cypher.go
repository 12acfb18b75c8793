package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// takeOver are the steps that give the relationships of n, all of one type, to the node m:
// those to others in both directions, then those from n to itself.
const takeOver = "CALL (n, m) { MATCH (n)-[r]->(o) WHERE o <> n " +
	"CREATE (m)-[x:" + catalog.AsideType + "]->(o) SET x = properties(r), x." + catalog.AsideAs + " = coalesce(r." + catalog.AsideAs + ", type(r)) DELETE r } " +
	"CALL (n, m) { MATCH (n)<-[r]-(o) WHERE o <> n " +
	"CREATE (m)<-[x:" + catalog.AsideType + "]-(o) SET x = properties(r), x." + catalog.AsideAs + " = coalesce(r." + catalog.AsideAs + ", type(r)) DELETE r } " +
	"CALL (n, m) { MATCH (n)-[r]->(n) " +
	"CREATE (m)-[x:" + catalog.AsideType + "]->(m) SET x = properties(r), x." + catalog.AsideAs + " = coalesce(r." + catalog.AsideAs + ", type(r)) DELETE r } "

// moveAside makes the node aside that a public one becomes.
func moveAside(e *catalog.Entity, id string, why Why, into string) query.Statement {
	return query.Statement{
		Text: "MATCH (n:" + query.Quote(e.Name) + " {id: $id}) " +
			"CREATE (m:" + catalog.AsideLabel + ") SET m = properties(n), m += $marks WITH n, m " + takeOver + "DELETE n",
		Params: map[string]any{"id": id, "marks": map[string]any{
			catalog.AsideAs: e.Name, catalog.AsideWhy: string(why), catalog.AsideInto: orNil(into),
		}},
	}
}

// moveBack makes the public node that one aside becomes; its relationships are still aside.
func moveBack(e *catalog.Entity, id string) query.Statement {
	return query.Statement{
		Text: "MATCH (n:" + catalog.AsideLabel + " {id: $id}) " +
			"CREATE (m:" + query.Quote(e.Name) + ") SET m = properties(n), m += $marks WITH n, m " + takeOver + "DELETE n",
		Params: map[string]any{"id": id, "marks": map[string]any{catalog.AsideAs: nil, catalog.AsideWhy: nil, catalog.AsideInto: nil}},
	}
}

// asideEdge is a relationship that is aside; Type is the one that it is then to have again.
type asideEdge struct {
	element.Element
	// farAside tells that its far end is aside too.
	farAside bool
}

// asideEdges reads the relationships of a node that are aside, each once.
func asideEdges(ctx context.Context, run query.Runner, label, id string) ([]asideEdge, error) {
	rows, err := run.Query(ctx, query.Statement{
		Text: "MATCH (n:" + query.Quote(label) + " {id: $id})-[x:" + catalog.AsideType + "]-(o) " +
			"RETURN DISTINCT x." + catalog.AsideAs + " AS type, startNode(x).id AS from, endNode(x).id AS to, properties(x) AS properties, " +
			"o:" + catalog.AsideLabel + " AS far ORDER BY properties.id",
		Params: map[string]any{"id": id},
	})
	if err != nil {
		return nil, err
	}
	found, err := query.Scan[element.Element](rows)
	if err != nil {
		return nil, err
	}
	far, err := query.Column[bool](rows, "far")
	edges := make([]asideEdge, len(found))
	for i, e := range found {
		e.ID = property.Text(e.Properties["id"])
		edges[i] = asideEdge{e, far[i]}
	}
	return edges, err
}

// restoreEdges gives relationships that are aside their type back.
func restoreEdges(typ string, ids []string) query.Statement {
	x := "x:" + catalog.AsideType
	return query.Statement{
		Text: "UNWIND $ids AS v MATCH (a)-[" + x + "]->(b) USING INDEX " + x + "(id) WHERE x.id = v " +
			"CREATE (a)-[r:" + query.Quote(typ) + "]->(b) SET r = properties(x), r." + catalog.AsideAs + " = null DELETE x",
		Params: map[string]any{"ids": ids},
	}
}

func makeAliases(of string, keys []string, why Why, into string) query.Statement {
	return query.Statement{
		Text:   "UNWIND $keys AS key CREATE (x:" + catalog.AliasLabel + " {key: key, of: $of, why: $why}) SET x.into = $into",
		Params: map[string]any{"keys": keys, "of": of, "why": string(why), "into": orNil(into)},
	}
}

func dropAliases(of string) query.Statement {
	return query.Statement{
		Text:   "MATCH (x:" + catalog.AliasLabel + " {of: $of}) DELETE x",
		Params: map[string]any{"of": of},
	}
}

// orNil is how no text is stored.
func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}
