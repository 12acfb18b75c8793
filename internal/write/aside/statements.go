package aside

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
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
func moveAside(e *catalog.Entity, id string, why alias.Why, into string) query.Statement {
	return query.Statement{
		Text: "MATCH (n:" + query.Quote(e.Name) + " {id: $id}) " +
			"CREATE (m:" + catalog.AsideLabel + ") SET m = properties(n), m += $marks, m." + catalog.AsideSince + " = timestamp() WITH n, m " + takeOver + "DELETE n",
		Params: map[string]any{"id": id, "marks": map[string]any{
			catalog.AsideAs: e.Name, catalog.AsideWhy: string(why), catalog.AsideInto: property.OrNil(into),
		}},
	}
}

// moveBack makes the public node that one aside becomes; its relationships are still aside. What
// it is sorted by is made anew: how that is done may have changed meanwhile.
func moveBack(n Node) query.Statement {
	marks := property.Derived(n.Entity.Fields, n.Properties)
	marks[catalog.AsideAs], marks[catalog.AsideWhy], marks[catalog.AsideInto], marks[catalog.AsideSince] = nil, nil, nil, nil
	return query.Statement{
		Text: "MATCH (n:" + catalog.AsideLabel + " {id: $id}) " +
			"CREATE (m:" + query.Quote(n.Entity.Name) + ") SET m = properties(n), m += $marks WITH n, m " + takeOver + "DELETE n",
		Params: map[string]any{"id": n.ID, "marks": marks},
	}
}

// retype gives relationships that are aside their type back, with some values beside theirs.
func retype(typ string, edges []element.Change) query.Statement {
	x := "x:" + catalog.AsideType
	rows := make([]any, len(edges))
	for i, e := range edges {
		rows[i] = []any{e.ID, e.Values}
	}
	return query.Statement{
		Text: "UNWIND $rows AS row MATCH (a)-[" + x + "]->(b) USING INDEX " + x + "(id) WHERE x.id = row[0] " +
			"CREATE (a)-[r:" + query.Quote(typ) + "]->(b) SET r = properties(x), r += row[1], r." + catalog.AsideAs + " = null DELETE x",
		Params: map[string]any{"rows": rows},
	}
}

func makeAliases(of string, keys []string, why alias.Why, into string) query.Statement {
	return query.Statement{
		Text:   "UNWIND $keys AS key CREATE (x:" + catalog.AliasLabel + " {key: key, of: $of, why: $why}) SET x.into = $into",
		Params: map[string]any{"keys": keys, "of": of, "why": string(why), "into": property.OrNil(into)},
	}
}

func dropAliases(of string) query.Statement {
	return query.Statement{
		Text:   "MATCH (x:" + catalog.AliasLabel + " {of: $of}) DELETE x",
		Params: map[string]any{"of": of},
	}
}
