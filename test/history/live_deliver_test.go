package history_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/test/support"
)

func changedDelivers(t *testing.T, a *support.API) {
	for name, subscribe := range map[string]func(testing.TB, string, vars) *support.Events{"events": a.OverSSE, "socket": a.OverWS} {
		t.Run(name, func(t *testing.T) {
			e := subscribe(t, support.Changed, vars{"after": a.EndOf(t)})
			id := support.Get(t, a.Data(t, support.CreateCompany, vars{"input": vars{"name": "新公司"}}), "createCompany.id")
			got := e.Change(t)
			assert.Equal(t, []any{"CREATE", "Company", id, "api"}, []any{support.Get(t, got, "node.kind"), support.Get(t, got, "node.type"), support.Get(t, got, "node.of"), support.Get(t, got, "node.by")})
			assert.Equal(t, map[string]any{"__typename": "Company", "name": "新公司", "stockCode": nil}, support.Get(t, got, "node.node"))
			a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{"shortName": "新"}})
			got = e.Change(t)
			assert.Equal(t, "UPDATE", support.Get(t, got, "node.kind"))
			assert.Equal(t, []any{map[string]any{"field": "shortName", "after": "新"}}, support.Get(t, got, "node.values"))
			assert.Equal(t, support.Get(t, got, "cursor"), a.EndOf(t), "events and pages have the same cursors")
			a.Data(t, support.DeleteCompany, vars{"id": id})
			got = e.Change(t)
			assert.Equal(t, "DELETE", support.Get(t, got, "node.kind"))
			assert.Nil(t, support.Get(t, got, "node.node"))
		})
	}
}
