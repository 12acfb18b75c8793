package app_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

func TestChanged(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{})
	t.Run("delivers", func(t *testing.T) { changedDelivers(t, a) })
	t.Run("guide", func(t *testing.T) { changedAsTheGuideSays(t, a) })
	t.Run("refuses", func(t *testing.T) { changedRefuses(t, a.db) })
	t.Run("scope", func(t *testing.T) { changedObeysTheScope(t, a) })
	t.Run("problems", func(t *testing.T) { changedTellsWhatIsWrong(t, a) })
	t.Run("selection", func(t *testing.T) { changedAnswersWhatIsSelected(t, a) })
}

// changedAsTheGuideSays runs the guide's example.
func changedAsTheGuideSays(t *testing.T, a *api) {
	queries := guideQueries(t, "Watching changes")
	require.Len(t, queries, 1)
	e := a.overSSE(t, queries[0], vars{"after": a.endOf(t)})
	a.data(t, updateCompany, vars{"id": nodeID("com", 5), "patch": vars{"shortName": "例"}})
	got := e.change(t)
	assert.Equal(t, nodeID("com", 5), get(t, got, "node.of"))
	assert.Equal(t, companyName(5), get(t, got, "node.node.name"))
}

func changedRefuses(t *testing.T, db *neo.DB) {
	hub := live.New(db, live.Options{Most: 1})
	a := serveLoaded(t, db, app.Options{Live: hub})
	end := a.endOf(t)
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
			for _, subscribe := range []func(testing.TB, string, vars) *events{a.overSSE, a.overWS} {
				r, more := subscribe(t, changed, tt.vars).next(t)
				require.True(t, more)
				require.Len(t, r.Errors, 1)
				assert.Equal(t, "BAD_USER_INPUT", r.Errors[0].code(), r.Errors[0].Message)
				assert.Equal(t, tt.argument, r.Errors[0].Extensions["argument"])
				assert.Equal(t, []any{"changed"}, r.Errors[0].Path)
				assert.Contains(t, r.Errors[0].Message, tt.says)
			}
		})
	}
	t.Run("too many", func(t *testing.T) {
		e := a.overSSE(t, changed, vars{"after": end})
		a.data(t, createCompany, vars{"input": vars{"name": "新"}})
		e.change(t)
		r, _ := a.overSSE(t, changed, nil).next(t)
		require.Len(t, r.Errors, 1)
		assert.Equal(t, "RATE_LIMITED", r.Errors[0].code())
		e.stop()
		require.Eventually(t, func() bool { return hub.Active() == 0 }, patience, pace, "the place is free again")
		a.overSSE(t, changed, vars{"after": end}).change(t)
	})
}

// What the scope hides is not told of, nor are its relationships; what comes behind is.
func changedObeysTheScope(t *testing.T, a *api) {
	scoped := serveLoaded(t, a.db, app.Options{Scope: func(e *catalog.Entity) plan.Predicate {
		if e.Name != "Company" {
			return nil
		}
		return plan.Compare{Field: e.Field("name"), Op: plan.Ne, Value: "隐"}
	}})
	e := scoped.overSSE(t, changed, vars{"after": a.endOf(t)})
	a.data(t, createCompany, vars{"input": vars{"name": "隐", "segments": []any{vars{"node": nodeID("seg", 1)}}}})
	seen := get(t, a.data(t, createCompany, vars{"input": vars{"name": "显", "segments": []any{vars{"node": nodeID("seg", 1)}}}}), "createCompany.id")
	got := e.change(t)
	assert.Equal(t, []any{seen, "显"}, []any{get(t, got, "node.of"), get(t, got, "node.node.name")})
	assert.Equal(t, "OPERATES_IN", get(t, e.change(t), "node.type"))
}

// An entity that cannot be answered makes its own event's node null, with the reason.
func changedTellsWhatIsWrong(t *testing.T, a *api) {
	start := a.endOf(t)
	for _, i := range []int{1, 2, 3} {
		a.data(t, updateCompany, vars{"id": nodeID("com", i), "patch": vars{"shortName": "短"}})
	}
	a.run(t, "MATCH (c:Company {id: $id}) REMOVE c.name", vars{"id": nodeID("com", 2)})
	e := a.overSSE(t, `subscription ($after: String) { it: changed(after: $after) { node { of on: node { id called: name } } } }`, vars{"after": start})
	for _, i := range []int{1, 2, 3} {
		r, more := e.next(t)
		require.True(t, more)
		assert.Equal(t, nodeID("com", i), get(t, r.Data, "it.node.of"))
		if i != 2 {
			assert.Empty(t, r.Errors)
			assert.Equal(t, companyName(i), get(t, r.Data, "it.node.on.called"))
			continue
		}
		assert.Nil(t, get(t, r.Data, "it.node.on"))
		require.Len(t, r.Errors, 1)
		assert.Equal(t, []any{"it", "node", "on", "called"}, r.Errors[0].Path)
	}
}

func changedAnswersWhatIsSelected(t *testing.T, a *api) {
	start := a.endOf(t)
	a.data(t, updateCompany, vars{"id": nodeID("com", 1), "patch": vars{"shortName": "很短"}})
	got := a.overWS(t, `subscription ($after: String, $deep: Boolean = true) { changed(after: $after) {
		a: node { node { ... on Company { segments(first: 1) @include(if: $deep) { totalCount } } } }
		b: node { kind node { __typename } }
		b: node { node { id } }
	} }`, vars{"after": start}).change(t)
	assert.Equal(t, map[string]any{
		"a": map[string]any{"node": map[string]any{"segments": map[string]any{"totalCount": 1.0}}},
		"b": map[string]any{"kind": "UPDATE", "node": map[string]any{"__typename": "Company", "id": nodeID("com", 1)}},
	}, got)
}
