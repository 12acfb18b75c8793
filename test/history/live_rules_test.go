package history_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

func TestChanged(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	t.Run("delivers", func(t *testing.T) { changedDelivers(t, a) })
	t.Run("guide", func(t *testing.T) { changedAsTheGuideSays(t, a) })
	t.Run("refuses", func(t *testing.T) { changedRefuses(t, a.DB) })
	t.Run("scope", func(t *testing.T) { changedObeysTheScope(t, a) })
	t.Run("problems", func(t *testing.T) { changedTellsWhatIsWrong(t, a) })
	t.Run("selection", func(t *testing.T) { changedAnswersWhatIsSelected(t, a) })
}

// changedAsTheGuideSays runs the guide's example.
func changedAsTheGuideSays(t *testing.T, a *support.API) {
	queries := support.GuideQueries(t, "Watching changes")
	require.Len(t, queries, 1)
	e := a.OverSSE(t, queries[0], vars{"after": a.EndOf(t)})
	a.Data(t, support.UpdateCompany, vars{"id": support.NodeID("com", 5), "patch": vars{"shortName": "例"}})
	got := e.Change(t)
	assert.Equal(t, support.NodeID("com", 5), support.Get(t, got, "node.of"))
	assert.Equal(t, support.CompanyName(5), support.Get(t, got, "node.node.name"))
}

func changedRefuses(t *testing.T, db *neo.DB) {
	hub := live.New(db, live.Options{Most: 1})
	a := support.ServeLoaded(t, db, app.Options{Live: hub})
	end := a.EndOf(t)
	tests := []struct {
		name     string
		vars     vars
		argument []any
		says     string
	}{
		{"unknown type", vars{"types": []any{"Company", "Compny"}}, []any{"types", 1.0}, "did you mean Company"},
		{"no type", vars{"types": []any{}}, []any{"types"}, "leave the argument out"},
		{"no id", vars{"ids": []any{"600000"}}, []any{"ids", 0.0}, "not an id"},
		{"bad cursor", vars{"after": "x"}, []any{"after"}, "no cursor"},
		{"empty cursor", vars{"after": ""}, []any{"after"}, "leave it out"},
		{"cursor of another database", vars{"after": "Zjk5OTk5OS4w"}, []any{"after"}, "another database"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, subscribe := range []func(testing.TB, string, vars) *support.Events{a.OverSSE, a.OverWS} {
				r, more := subscribe(t, support.Changed, tt.vars).Next(t)
				require.True(t, more)
				require.Len(t, r.Errors, 1)
				assert.Equal(t, "BAD_USER_INPUT", r.Errors[0].Code(), r.Errors[0].Message)
				assert.Equal(t, tt.argument, r.Errors[0].Extensions["argument"])
				assert.Equal(t, []any{"changed"}, r.Errors[0].Path)
				assert.Contains(t, r.Errors[0].Message, tt.says)
			}
		})
	}
	t.Run("too many", func(t *testing.T) {
		e := a.OverSSE(t, support.Changed, vars{"after": end})
		a.Data(t, support.CreateCompany, vars{"input": vars{"name": "新"}})
		e.Change(t)
		r, _ := a.OverSSE(t, support.Changed, nil).Next(t)
		require.Len(t, r.Errors, 1)
		assert.Equal(t, "RATE_LIMITED", r.Errors[0].Code())
		e.Stop()
		require.Eventually(t, func() bool { return hub.Active() == 0 }, support.Patience, support.Pace, "the place is free again")
		a.OverSSE(t, support.Changed, vars{"after": end}).Change(t)
	})
}

// What the scope hides does not come, nor do its relationships; what is behind them does.
func changedObeysTheScope(t *testing.T, a *support.API) {
	scoped := support.ServeLoaded(t, a.DB, app.Options{Grant: grant.Grant{Scope: grant.Scope{"Company": predicate.Is(support.Declared(t).Entity("Company").Field("name"), predicate.Ne, "隐")}}})
	e := scoped.OverSSE(t, support.Changed, vars{"after": a.EndOf(t)})
	a.Data(t, support.CreateCompany, vars{"input": vars{"name": "隐", "segments": []any{vars{"node": support.NodeID("seg", 1)}}}})
	seen := support.Get(t, a.Data(t, support.CreateCompany, vars{"input": vars{"name": "显", "segments": []any{vars{"node": support.NodeID("seg", 1)}}}}), "createCompany.id")
	got := e.Change(t)
	assert.Equal(t, []any{seen, "显"}, []any{support.Get(t, got, "node.of"), support.Get(t, got, "node.node.name")})
	assert.Equal(t, "OPERATES_IN", support.Get(t, e.Change(t), "node.type"))
}

// An entity that cannot be answered makes the node of its event null, with the reason.
func changedTellsWhatIsWrong(t *testing.T, a *support.API) {
	start := a.EndOf(t)
	for _, i := range []int{1, 2, 3} {
		a.Data(t, support.UpdateCompany, vars{"id": support.NodeID("com", i), "patch": vars{"shortName": "短"}})
	}
	a.Run(t, "MATCH (c:Company {id: $id}) REMOVE c.name", vars{"id": support.NodeID("com", 2)})
	e := a.OverSSE(t, `subscription ($after: String) { it: changed(after: $after) { node { of on: node { id called: name } } } }`, vars{"after": start})
	for _, i := range []int{1, 2, 3} {
		r, more := e.Next(t)
		require.True(t, more)
		assert.Equal(t, support.NodeID("com", i), support.Get(t, r.Data, "it.node.of"))
		if i != 2 {
			assert.Empty(t, r.Errors)
			assert.Equal(t, support.CompanyName(i), support.Get(t, r.Data, "it.node.on.called"))
			continue
		}
		assert.Nil(t, support.Get(t, r.Data, "it.node.on"))
		require.Len(t, r.Errors, 1)
		assert.Equal(t, []any{"it", "node", "on", "called"}, r.Errors[0].Path)
	}
}

func changedAnswersWhatIsSelected(t *testing.T, a *support.API) {
	start := a.EndOf(t)
	a.Data(t, support.UpdateCompany, vars{"id": support.NodeID("com", 1), "patch": vars{"shortName": "很短"}})
	got := a.OverWS(t, `subscription ($after: String, $deep: Boolean = true) { changed(after: $after) {
		a: node { node { ... on Company { segments(first: 1) @include(if: $deep) { totalCount } } } }
		b: node { kind node { __typename } }
		b: node { node { id } }
	} }`, vars{"after": start}).Change(t)
	assert.Equal(t, map[string]any{
		"a": map[string]any{"node": map[string]any{"segments": map[string]any{"totalCount": 1.0}}},
		"b": map[string]any{"kind": "UPDATE", "node": map[string]any{"__typename": "Company", "id": support.NodeID("com", 1)}},
	}, got)
}
