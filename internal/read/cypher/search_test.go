package cypher_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/schema"
)

func TestSearch(t *testing.T) {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	company, person := cat.Entity("Company"), cat.Entity("Person")
	stmt := cypher.Search(plan.Search{
		Index: "search", Query: "tokens:4a*", Proposals: 5000, Limit: 1000,
		Types: []plan.Visible{
			{Entity: company, Scope: predicate.Exists{Relation: company.Relation("district"), Node: predicate.Compare{Field: cat.Entity("District").Field("code"), Op: predicate.Eq, Value: "320582"}}},
			{Entity: person},
		},
	})
	assert.Equal(t, `CALL db.index.fulltext.queryNodes($p0, $p1, {limit: $p2}) YIELD node AS d, score
WITH d, score WHERE CASE WHEN d.type = $p3 THEN EXISTS {
  MATCH (n2:Company) WHERE n2.id = d.of AND EXISTS {
    MATCH (n2)-[:LOCATED_IN]->(n3:District) WHERE n3.code = $p4
  }
} ELSE CASE WHEN d.type = $p5 THEN EXISTS {
  MATCH (n1:Person) WHERE n1.id = d.of
} ELSE false END END
RETURN d.of AS of, d.type AS type, score, d.fields AS fields, d.values AS values LIMIT $p6`, stmt.Text)
	assert.Equal(t, map[string]any{
		"p0": "search", "p1": "tokens:4a*", "p2": 5000, "p3": "Company", "p4": "320582", "p5": "Person", "p6": 1000,
	}, stmt.Params)
}
