package app_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

// allOrNothing runs three fields of which the second is refused.
func allOrNothing(t *testing.T, a *api) {
	const three = `mutation ($bad: ID!) {
		first: createCompany(input: {name: "三之一"}) { id }
		second: updateCompany(id: $bad, patch: {shortName: "三之二"}) { id }
		third: createPerson(input: {name: "三之三"}) { id }
	}`
	written := func() int {
		return len(a.run(t, "MATCH (n) WHERE n.name IN ['三之一', '三之三'] OR n.shortName = '三之二' RETURN n", nil))
	}
	r := a.ask(t, three, vars{"bad": nodeID("com", 999)})
	assert.Nil(t, r.Data)
	require.Len(t, r.Errors, 3)
	for i, path := range []string{"first", "second", "third"} {
		assert.Equal(t, []any{path}, r.Errors[i].Path)
		assert.Equal(t, "NOT_FOUND", r.Errors[i].code())
		assert.Equal(t, path != "second", strings.Contains(r.Errors[i].Message, "nothing of the request took effect"), r.Errors[i].Message)
	}
	assert.Zero(t, written())
	a.data(t, three, vars{"bad": nodeID("com", 5)})
	assert.Equal(t, 3, written())
}

func conflicts(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "并发有限公司", "registeredCapital": 1, "district": nodeID("dis", 0)})
	a.data(t, updateCompany, vars{"id": id, "version": 1, "patch": vars{"registeredCapital": 2, "district": nodeID("dis", 1)}})
	r := a.ask(t, updateCompany, vars{"id": id, "version": 1, "patch": vars{"registeredCapital": 3, "district": nil, "foundedOn": "2020"}})
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "CONFLICT", r.Errors[0].code())
	assert.InEpsilon(t, 2.0, r.Errors[0].Extensions["currentVersion"], 0)
	assert.Equal(t, map[string]any{"registeredCapital": 2.0, "district": nodeID("dis", 1), "foundedOn": nil}, r.Errors[0].Extensions["current"])
	assert.Equal(t, 2, number(t, a.company(t, id), "registeredCapital"))
	a.data(t, updateCompany, vars{"id": id, "version": 2, "patch": vars{"registeredCapital": 3}})
}

// oneVersion changes one company in three fields: its version rises by one, and each field
// sees what those before it wrote.
func oneVersion(t *testing.T, a *api) {
	id := a.record(t, vars{"name": "一版有限公司"})
	got := a.data(t, `mutation ($id: ID!) {
		a: updateCompany(id: $id, expectedVersion: 1, patch: {shortName: "甲"}) { version shortName }
		b: updateCompany(id: $id, expectedVersion: 1, patch: {registeredCapital: 7}) { version shortName registeredCapital }
		c: updateCompany(id: $id, patch: {segments: {link: [{node: "`+nodeID("seg", 0)+`"}]}}) { version segments { totalCount } }
		d: updateCompany(id: $id, patch: {shortName: "甲"}) { version }
		new: upsertCompany(key: {stockCode: "688777"}, input: {name: "新"}) { version }
		newer: upsertCompany(key: {stockCode: "688777"}, input: {name: "新新"}) { version name }
	}`, vars{"id": id})
	for _, alias := range []string{"a", "b", "c", "d"} {
		assert.Equal(t, 2, number(t, got, alias+".version"), alias)
	}
	assert.Equal(t, "甲", get(t, got, "b.shortName"))
	assert.Equal(t, 1, number(t, got, "newer.version"))
	assert.Equal(t, "新新", get(t, got, "newer.name"))
	assert.Equal(t, 2, number(t, a.company(t, id), "version"))
}

func writeLimits(t *testing.T, a *api) {
	many := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `m%d: updateCompany(id: %q, patch: {}) { id } `, i, nodeID("com", i))
		}
		return "mutation { " + b.String() + " }"
	}
	links := func(n int) vars {
		list := make([]any, n)
		for i := range list {
			list[i] = vars{"node": nodeID("seg", i%segmentCount), "since": fmt.Sprint(1000 + i)}
		}
		return vars{"input": vars{"name": "多", "segments": list}}
	}
	tests := []struct {
		name, query string
		vars        vars
		code, says  string
	}{
		{"fields", many(50), nil, "", ""},
		{"too many fields", many(51), nil, "QUERY_TOO_COMPLEX", "at most 50"},
		{"links", createCompany, links(1_000), "", ""},
		{"too many links", createCompany, links(1_001), "BAD_USER_INPUT", "at most 1000"},
		{"beside an import", `mutation { cancelImport(id: "x") { id } deleteCompany(id: "x") }`, nil, "BAD_USER_INPUT", "of their own"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := a.ask(t, tt.query, tt.vars)
			if tt.code == "" {
				assert.Empty(t, r.Errors)
				return
			}
			require.Len(t, r.Errors, 1)
			assert.Equal(t, tt.code, r.Errors[0].code())
			assert.Contains(t, r.Errors[0].Message, tt.says)
		})
	}
}

const updaters = 20

// TestNoUpdateIsLost lets many clients count one company up, each with the version that it
// read, and again when another was faster.
func TestNoUpdateIsLost(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{})
	id := a.record(t, vars{"name": "计数有限公司", "registeredCapital": 0})
	var all sync.WaitGroup
	for range updaters {
		all.Go(func() {
			for {
				now := a.company(t, id)
				r := a.ask(t, updateCompany, vars{"id": id, "version": number(t, now, "version"), "patch": vars{"registeredCapital": number(t, now, "registeredCapital") + 1}})
				if len(r.Errors) == 0 {
					return
				}
				if !assert.Equal(t, "CONFLICT", r.Errors[0].code(), r.Errors[0].Message) {
					return
				}
			}
		})
	}
	all.Wait()
	got := a.company(t, id)
	assert.Equal(t, updaters, number(t, got, "registeredCapital"))
	assert.Equal(t, updaters+1, number(t, got, "version"))
}

// TestRacesForAKey lets clients upsert one key, and link and unlink the same ends, at once:
// what is in the way of one is read, and the whole is tried again.
func TestRacesForAKey(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{})
	var all sync.WaitGroup
	for i := range updaters {
		all.Go(func() {
			from, to := nodeID("com", i%2), nodeID("com", 1-i%2)
			r := a.ask(t, `mutation ($from: ID!, $to: ID!) {
				upsertCompany(key: {stockCode: "688900"}, input: {name: "同"}) { id }
				a: updateCompany(id: $from, patch: {customers: {link: [{node: $to, product: "片"}]}}) { id }
				b: updateCompany(id: $to, patch: {customers: {link: [{node: $from, product: "片"}]}}) { id }
			}`, vars{"from": from, "to": to})
			assert.Empty(t, r.Errors)
		})
	}
	all.Wait()
	assert.Equal(t, [][]any{{int64(1)}}, a.run(t, "MATCH (c:Company {stockCode: '688900'}) RETURN count(c)", nil))
	assert.Equal(t, [][]any{{int64(2)}}, a.run(t, "MATCH (:Company)-[r:SUPPLIES {product: '片'}]->(:Company) RETURN count(r)", nil))
}

// TestWritesObeyTheScope: what a request may not see it can neither change nor link.
func TestWritesObeyTheScope(t *testing.T) {
	a := serve(t, neotest.Open(t), fixture(t), app.Options{Scope: func(e *catalog.Entity) plan.Predicate {
		if e.Name != "Company" {
			return nil
		}
		return plan.Compare{Field: e.Field("stockCode"), Op: plan.Lt, Value: "600050"}
	}})
	hidden := nodeID("com", 55)
	for name, tt := range map[string]struct{ query, code string }{
		"update": {`mutation { updateCompany(id: "` + hidden + `", patch: {shortName: "x"}) { id } }`, "NOT_FOUND"},
		"delete": {`mutation { deleteCompany(id: "` + hidden + `", evenIfLinked: true) }`, "NOT_FOUND"},
		"link":   {`mutation { updateCompany(id: "` + nodeID("com", 1) + `", patch: {customers: {link: [{node: "` + hidden + `"}]}}) { id } }`, "BAD_USER_INPUT"},
		"create": {`mutation { createCompany(input: {name: "x", stockCode: "688000"}) { id } }`, "FORBIDDEN"},
	} {
		t.Run(name, func(t *testing.T) {
			r := a.ask(t, tt.query, nil)
			require.Len(t, r.Errors, 1)
			assert.Equal(t, tt.code, r.Errors[0].code(), r.Errors[0].Message)
		})
	}
	assert.Equal(t, [][]any{{nil, int64(1)}}, a.run(t, "MATCH (c:Company {id: $id}) RETURN c.shortName, c.version", vars{"id": hidden}))
	assert.Empty(t, a.run(t, "MATCH (c:Company {stockCode: '688000'}) RETURN c", nil))
}
