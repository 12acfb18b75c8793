package writing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// writings holds that a text is one however it is written: what is recorded under one writing is
// found by each, and is taken.
func writings(t *testing.T, a *support.API) {
	const create = `mutation($name: String!) { createCluster(input: {name: $name}) { id name } }`
	for name, tt := range map[string]struct{ stored, other, part, start string }{
		"decomposed": {"Cafe\u0301 集群", "Café 集群", "é 集", "Café"},
		"brackets":   {"中材（集团）", "中材(集团)", "(集团", "中材（"},
		"invisible":  {"张\u200b家\u200e港\u00ad园", "张家港园", "家港", "张家\ufeff港"},
		"spaces":     {"A\u00a0\u2003B 园", "\u3000A B 园 ", "A B", "A  B"},
		"wide":       {"ＡＢＣ１２", "ABC12", "Ｃ12", "ＡB"},
	} {
		t.Run(name, func(t *testing.T) {
			id := support.Get(t, a.Data(t, create, vars{"name": tt.stored}), "createCluster.id")
			r := a.Ask(t, create, vars{"name": tt.other})
			require.Len(t, r.Errors, 1)
			assert.Equal(t, "CONFLICT", r.Errors[0].Code())
			for _, writing := range []string{tt.stored, tt.other} {
				got := a.Data(t, `query($n: String!) { cluster(by: {name: $n}) { id name } }`, vars{"n": writing})
				assert.Equal(t, id, support.Get(t, got, "cluster.id"))
				assert.Equal(t, tt.stored, support.Get(t, got, "cluster.name"), "the original is shown")
			}
			const list = `query($w: ClusterFilter) { clusters(where: $w) { nodes { id } } }`
			for condition, v := range map[string]any{
				"eq": tt.other, "in": []any{tt.other}, "contains": tt.part, "startsWith": tt.start,
			} {
				got := a.Data(t, list, vars{"w": vars{"name": vars{condition: v}}})
				assert.Contains(t, support.Texts(t, got, "clusters.nodes", "id"), id, condition)
			}
			for condition, v := range map[string]any{"ne": tt.other, "notIn": []any{tt.other}} {
				got := a.Data(t, list, vars{"w": vars{"name": vars{condition: v}}})
				assert.NotContains(t, support.Texts(t, got, "clusters.nodes", "id"), id, condition)
			}
			up := a.Data(t, `mutation($n: String!) { upsertCluster(key: {name: $n}, input: {name: $n, description: "一（二）"}) { id name } }`, vars{"n": tt.other})
			assert.Equal(t, id, support.Get(t, up, "upsertCluster.id"))
			prose := a.Data(t, list, vars{"w": vars{"description": vars{"contains": "(二)"}, "name": vars{"eq": tt.other}}})
			assert.Equal(t, []string{id.(string)}, support.Texts(t, prose, "clusters.nodes", "id"))
			a.Data(t, `mutation($id: ID!) { deleteCluster(id: $id) }`, vars{"id": id})
		})
	}
	r := a.Ask(t, create, vars{"name": "\u200b\ufeff"})
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "BAD_USER_INPUT", r.Errors[0].Code())
	got := a.Data(t, `{ clusters(where: {name: {contains: "\u200b"}}) { totalCount } }`, nil)
	assert.Equal(t, 0, support.Number(t, got, "clusters.totalCount"), "nothing, instead of everything")
}
