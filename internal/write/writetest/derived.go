package writetest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// checkDerived compares all that is kept beside values with them. Whatever writes
// values, by whichever way, must write both.
func checkDerived(t *testing.T, cat *catalog.Catalog, db *neo.DB) {
	if t.Failed() {
		return
	}
	all, err := query.All[element.Element](context.Background(), db, query.Statement{
		Text: "MATCH (n) RETURN labels(n)[0] AS type, '' AS from, '' AS to, properties(n) AS properties " +
			"UNION ALL MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS from, b.id AS to, properties(r) AS properties",
	})
	require.NoError(t, err)
	for _, e := range all {
		for name, key := range property.Derived(element.FieldsOf(cat, e), e.Properties) {
			assert.Equal(t, key, e.Properties[name], "%s of %s %v", name, e.Type, e.Properties)
		}
	}
}
