package service_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/neotest"
	"github.com/clustergraph/clustergraph/internal/service"
)

func TestWriting(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), service.Options{})
	for _, test := range []struct {
		name string
		run  func(*testing.T, *api)
	}{
		{"create", createWithLinks},
		{"update", updateWithLinks},
		{"to-one", toOnes},
		{"upsert", upserts},
		{"delete", deletions},
		{"nothing changes", unchanged},
		{"history", writesAreRecorded},
		{"bad input", refusedWrites},
		{"all problems at once", allProblems},
		{"all or nothing", allOrNothing},
		{"version", versions},
		{"limits", writeLimits},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, a) })
	}
}

const createPioneer = `mutation ($input: CompanyCreate!) { createCompany(input: $input) { id name version illustrative registeredCapital foundedOn
	district { name } sources { nodes { name } }
	segments { edges { id role since node { id } sources { totalCount } } } employees { edges { title node { name } } } } }`

func createWithLinks(t *testing.T, a *api) {
	before := a.db.Runs()
	got := a.data(t, createPioneer, vars{"input": vars{
		"name": "先锋光电有限公司", "registeredCapital": 5_000_000, "foundedOn": "2024-05", "formerNames": "先锋",
		"segments": []any{vars{"node": nodeID("seg", 0), "role": "整机", "since": "2024"}, vars{"node": nodeID("seg", 0), "role": "部件", "since": "2025"}},
		"employees": vars{"node": nodeID("per", 3), "title": "总经理"},
	}})
	assert.LessOrEqual(t, a.db.Runs()-before, int64(12), "a constant number of statements")
	assert.Equal(t, 1, number(t, got, "createCompany.version"))
	assert.Equal(t, false, get(t, got, "createCompany.illustrative"))
	assert.Equal(t, "2024-05", get(t, got, "createCompany.foundedOn"))
	assert.Equal(t, []string{"整机", "部件"}, texts(t, got, "createCompany.segments.edges", "role"))
	assert.Equal(t, []string{"总经理"}, texts(t, got, "createCompany.employees.edges", "title"))
	require.Len(t, a.run(t, "MATCH (c:Company {id: $id, formerNames: ['先锋']}) RETURN c", vars{"id": get(t, got, "createCompany.id")}), 1)
}
func updateWithLinks(t *testing.T, a *api) {}
func toOnes(t *testing.T, a *api) {}
func upserts(t *testing.T, a *api) {}
func deletions(t *testing.T, a *api) {}
func unchanged(t *testing.T, a *api) {}
func writesAreRecorded(t *testing.T, a *api) {}
func refusedWrites(t *testing.T, a *api) {}
func allProblems(t *testing.T, a *api) {}
func allOrNothing(t *testing.T, a *api) {}
func versions(t *testing.T, a *api) {}
func writeLimits(t *testing.T, a *api) {}
