package history_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

const changedWhere = `subscription ($where: EntityFilter, $types: [String!], $ids: [ID!], $after: String) {
	changed(where: $where, types: $types, ids: $ids, after: $after) { node { kind type of node { name } } }
}`

func TestChangedWhere(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	t.Run("fits", func(t *testing.T) { changedTellsWhatFits(t, a) })
	t.Run("complement", func(t *testing.T) { changedTellsEachToOneOfTwo(t, a) })
	t.Run("linked", func(t *testing.T) { changedFollowsRelationships(t, a) })
	t.Run("hidden", func(t *testing.T) { changedWhereHidesWhatTheGrantHides(t, a) })
	t.Run("refuses", func(t *testing.T) { changedRefusesFilters(t, a) })
}

func shortNamed(name string) vars { return vars{"shortName": vars{"eq": name}} }

// changesOfCompany makes a company and changes it until it is gone; the last change is of another.
func changesOfCompany(t *testing.T, a *support.API) (id any) {
	t.Helper()
	id = support.Get(t, a.Data(t, support.CreateCompany, vars{"input": vars{"name": "筛", "shortName": "外"}}), "createCompany.id")
	for _, patch := range []vars{{"shortName": "内"}, {"description": "一"}, {"shortName": "外"}, {"description": "二"}} {
		a.Data(t, support.UpdateCompany, vars{"id": id, "patch": patch})
	}
	a.Data(t, support.UpdateCompany, vars{"id": support.NodeID("com", 1), "patch": vars{"shortName": "内", "description": id}})
	return id
}

// told are what a subscription tells of, up to the first company of the fixture.
func told(t *testing.T, e *support.Events) (list []string) {
	t.Helper()
	for {
		got := e.Change(t)
		if support.Get(t, got, "node.of") == support.NodeID("com", 1) {
			return list
		}
		list = append(list, support.Get(t, got, "node.kind").(string)+" "+support.Get(t, got, "node.type").(string))
	}
}

// An event comes while its entity fits, and when a field that decides changed. The first company
// fits, so that its next event shows that none came before.
func changedTellsWhatFits(t *testing.T, a *support.API) {
	where := vars{"company": shortNamed("内")}
	e := a.OverSSE(t, changedWhere, vars{"where": where, "after": a.EndOf(t)})
	nothingElse := func(description string) {
		t.Helper()
		a.Data(t, support.UpdateCompany, vars{"id": support.NodeID("com", 1), "patch": vars{"shortName": "内", "description": description}})
		assert.Equal(t, support.NodeID("com", 1), support.Get(t, e.Change(t), "node.of"))
	}
	id := support.Get(t, a.Data(t, support.CreateCompany, vars{"input": vars{"name": "列", "shortName": "外"}}), "createCompany.id")
	nothingElse("made, and does not fit")
	for _, shortName := range []string{"内", "外"} {
		a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{"shortName": shortName}})
		got := e.Change(t)
		assert.Equal(t, []any{"UPDATE", id, "列"}, []any{support.Get(t, got, "node.kind"), support.Get(t, got, "node.of"), support.Get(t, got, "node.node.name")})
	}
	a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{"description": "旁"}})
	nothingElse("nothing that decides")
	a.Data(t, support.DeleteCompany, vars{"id": id})
	got := e.Change(t)
	assert.Equal(t, []any{"DELETE", id, nil}, []any{support.Get(t, got, "node.kind"), support.Get(t, got, "node.of"), support.Get(t, got, "node.node")})
	start := a.EndOf(t)
	changesOfCompany(t, a)
	assert.NotContains(t, told(t, a.OverWS(t, changedWhere, vars{"where": where, "after": start})), "CREATE Company", "what was made and fits no longer has no place in a list")
}

// What one list need not hear of, the list of all others hears of.
func changedTellsEachToOneOfTwo(t *testing.T, a *support.API) {
	start := a.EndOf(t)
	id := changesOfCompany(t, a)
	in := told(t, a.OverSSE(t, changedWhere, vars{"where": vars{"company": shortNamed("内")}, "ids": []any{id, support.NodeID("com", 1)}, "after": start}))
	assert.Equal(t, []string{"UPDATE Company", "UPDATE Company"}, in, "the changes of the short name")
	a.Data(t, support.UpdateCompany, vars{"id": support.NodeID("com", 1), "patch": vars{"shortName": "外"}})
	out := told(t, a.OverSSE(t, changedWhere, vars{"where": vars{"company": vars{"not": shortNamed("内")}}, "ids": []any{id, support.NodeID("com", 1)}, "after": start}))
	assert.Equal(t, []string{"CREATE Company", "UPDATE Company", "UPDATE Company", "UPDATE Company", "UPDATE Company"}, out, "it fits, so all of them")
}

// Conditions on what an entity is linked to hold for its own changes; relationships come where types
// names them.
func changedFollowsRelationships(t *testing.T, a *support.API) {
	start := a.EndOf(t)
	segment := support.NodeID("seg", 1)
	where := vars{"company": vars{"name": vars{"startsWith": "链"}, "segments": vars{"some": vars{"node": vars{"id": vars{"eq": segment}}}}}}
	alone := a.OverSSE(t, changedWhere, vars{"where": where, "after": start})
	both := a.OverSSE(t, changedWhere, vars{"where": where, "types": []any{"Company", "OPERATES_IN"}, "after": start})
	a.Data(t, support.CreateCompany, vars{"input": vars{"name": "链外"}})
	linked := support.Get(t, a.Data(t, support.CreateCompany, vars{"input": vars{"name": "链内", "segments": []any{vars{"node": segment}}}}), "createCompany.id")
	assert.Equal(t, linked, support.Get(t, alone.Change(t), "node.of"))
	assert.Equal(t, linked, support.Get(t, both.Change(t), "node.of"))
	assert.Equal(t, "OPERATES_IN", support.Get(t, both.Change(t), "node.type"))
	a.Data(t, support.UpdateCompany, vars{"id": linked, "patch": vars{"shortName": "链"}})
	assert.Equal(t, "Company", support.Get(t, alone.Change(t), "node.type"), "no relationship, for types are those of the filter")
}

// A filter finds nothing out about what the grant hides: what comes with it comes without it too.
func changedWhereHidesWhatTheGrantHides(t *testing.T, a *support.API) {
	scope := grant.Scope{"Company": predicate.Is(support.Declared(t).Entity("Company").Field("name"), predicate.Ne, "隐")}
	scoped := support.ServeLoaded(t, a.DB, app.Options{Grant: grant.Grant{Scope: scope}})
	start := a.EndOf(t)
	hidden := support.Get(t, a.Data(t, support.CreateCompany, vars{"input": vars{"name": "隐", "shortName": "藏"}}), "createCompany.id")
	a.Data(t, support.UpdateCompany, vars{"id": hidden, "patch": vars{"shortName": "露"}})
	withheld := support.Get(t, a.Data(t, `mutation { createPerson(input: {name: "藏人"}) { id } }`, nil), "createPerson.id")
	a.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": withheld})
	a.Data(t, support.UpdateCompany, vars{"id": support.NodeID("com", 1), "patch": vars{"shortName": "藏"}})
	where := vars{"company": vars{"shortName": vars{"in": []any{"藏", "露"}}}, "person": vars{"name": vars{"eq": "藏人"}}}
	assert.Empty(t, told(t, scoped.OverSSE(t, changedWhere, vars{"where": where, "after": start})))
	where["company"] = vars{"not": vars{"shortName": vars{"eq": "无"}}}
	where["person"] = vars{"not": vars{"name": vars{"eq": "无"}}}
	assert.Empty(t, told(t, scoped.OverSSE(t, changedWhere, vars{"where": where, "after": start})))
}

func changedRefusesFilters(t *testing.T, a *support.API) {
	many := make([]any, 5000)
	for i := range many {
		many[i] = shortNamed(strings.Repeat("多", i%9+1))
	}
	tests := []struct {
		name, code string
		vars       vars
		arguments  []any
		says       string
	}{
		{"no date", "BAD_USER_INPUT", vars{"where": vars{"company": vars{"foundedOn": vars{"gt": "2021-13"}}}}, []any{[]any{"where", "company", "foundedOn", "gt"}}, "2021-13"},
		{"no condition", "BAD_USER_INPUT", vars{"where": vars{"company": nil}}, []any{[]any{"where", "company"}}, "null is no condition"},
		{"personal data", "FORBIDDEN", vars{"where": vars{"person": vars{"telephone": vars{"eq": "13812345678"}}}}, []any{[]any{"where", "person", "telephone"}}, "personal data"},
		{"a type that is not listened to", "BAD_USER_INPUT", vars{"types": []any{"Project"}, "where": vars{"company": shortNamed("甲")}}, []any{[]any{"where", "company"}}, "name it in types"},
		{
			"all of it", "BAD_USER_INPUT",
			vars{"types": []any{"Firm"}, "ids": []any{"x"}, "after": "y", "where": vars{"company": vars{"foundedOn": vars{"gt": "then"}}}},
			[]any{[]any{"where", "company", "foundedOn", "gt"}, []any{"types", 0.0}, []any{"ids", 0.0}, []any{"after"}},
			"",
		},
		{"too much", "QUERY_TOO_COMPLEX", vars{"where": vars{"company": vars{"or": many}}}, []any{nil}, "at changed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, subscribe := range []func(testing.TB, string, vars) *support.Events{a.OverSSE, a.OverWS} {
				r, more := subscribe(t, changedWhere, tt.vars).Next(t)
				require.True(t, more)
				var arguments []any
				for _, e := range r.Errors {
					assert.Equal(t, tt.code, e.Code(), e.Message)
					assert.Contains(t, e.Message, tt.says)
					arguments = append(arguments, e.Extensions["argument"])
				}
				assert.Equal(t, tt.arguments, arguments)
			}
		})
	}
}
