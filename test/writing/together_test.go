package writing_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// allOrNothing runs three fields of which the second is refused.
func allOrNothing(t *testing.T, a *support.API) {
	const three = `mutation ($bad: ID!) {
		first: createCompany(input: {name: "三之一"}) { id }
		second: updateCompany(id: $bad, patch: {shortName: "三之二"}) { id }
		third: createPerson(input: {name: "三之三"}) { id }
	}`
	written := func() int {
		return len(a.Run(t, "MATCH (n) WHERE n.name IN ['三之一', '三之三'] OR n.shortName = '三之二' RETURN n", nil))
	}
	r := a.Ask(t, three, vars{"bad": support.NodeID("com", 999)})
	assert.Nil(t, r.Data)
	require.Len(t, r.Errors, 3)
	for i, path := range []string{"first", "second", "third"} {
		assert.Equal(t, []any{path}, r.Errors[i].Path)
		assert.Equal(t, "NOT_FOUND", r.Errors[i].Code())
		assert.Equal(t, path != "second", strings.Contains(r.Errors[i].Message, "nothing of the request took effect"), r.Errors[i].Message)
	}
	assert.Zero(t, written())
	a.Data(t, three, vars{"bad": support.NodeID("com", 5)})
	assert.Equal(t, 3, written())
}

func conflicts(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "并发有限公司", "registeredCapital": 1, "district": support.NodeID("dis", 0)})
	a.Data(t, support.UpdateCompany, vars{"id": id, "version": 1, "patch": vars{"registeredCapital": 2, "district": support.NodeID("dis", 1)}})
	r := a.Ask(t, support.UpdateCompany, vars{"id": id, "version": 1, "patch": vars{"registeredCapital": 3, "district": nil, "foundedOn": "2020"}})
	require.Len(t, r.Errors, 1)
	assert.Equal(t, "CONFLICT", r.Errors[0].Code())
	assert.InEpsilon(t, 2.0, r.Errors[0].Extensions["currentVersion"], 0)
	assert.Equal(t, map[string]any{"registeredCapital": 2.0, "district": support.NodeID("dis", 1), "foundedOn": nil}, r.Errors[0].Extensions["current"])
	assert.Equal(t, 2, support.Number(t, a.Company(t, id), "registeredCapital"))
	a.Data(t, support.UpdateCompany, vars{"id": id, "version": 2, "patch": vars{"registeredCapital": 3}})
}

// oneVersion changes one company in three fields: its version rises by one, and each field
// sees what those before it wrote.
func oneVersion(t *testing.T, a *support.API) {
	id := a.RecordCompany(t, vars{"name": "一版有限公司"})
	got := a.Data(t, `mutation ($id: ID!) {
		a: updateCompany(id: $id, expectedVersion: 1, patch: {shortName: "甲"}) { version shortName }
		b: updateCompany(id: $id, expectedVersion: 1, patch: {registeredCapital: 7}) { version shortName registeredCapital }
		c: updateCompany(id: $id, patch: {segments: {link: [{node: "`+support.NodeID("seg", 0)+`"}]}}) { version segments { totalCount } }
		d: updateCompany(id: $id, patch: {shortName: "甲"}) { version }
		new: upsertCompany(key: {stockCode: "688777"}, input: {name: "新"}) { version }
		newer: upsertCompany(key: {stockCode: "688777"}, input: {name: "新新"}) { version name }
	}`, vars{"id": id})
	for _, alias := range []string{"a", "b", "c", "d"} {
		assert.Equal(t, 2, support.Number(t, got, alias+".version"), alias)
	}
	assert.Equal(t, "甲", support.Get(t, got, "b.shortName"))
	assert.Equal(t, 1, support.Number(t, got, "newer.version"))
	assert.Equal(t, "新新", support.Get(t, got, "newer.name"))
	assert.Equal(t, 2, support.Number(t, a.Company(t, id), "version"))
}

func writeLimits(t *testing.T, a *support.API) {
	many := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `m%d: updateCompany(id: %q, patch: {}) { id } `, i, support.NodeID("com", i))
		}
		return "mutation { " + b.String() + " }"
	}
	links := func(n int) vars {
		list := make([]any, n)
		for i := range list {
			list[i] = vars{"node": support.NodeID("seg", i%support.SegmentCount), "since": fmt.Sprint(1000 + i)}
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
		{"links", support.CreateCompany, links(1_000), "", ""},
		{"too many links", support.CreateCompany, links(1_001), "BAD_USER_INPUT", "at most 1000"},
		{"beside an import", `mutation { cancelImport(id: "x") { id } deleteCompany(id: "x") }`, nil, "BAD_USER_INPUT", "of their own"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := a.Ask(t, tt.query, tt.vars)
			if tt.code == "" {
				assert.Empty(t, r.Errors)
				return
			}
			require.Len(t, r.Errors, 1)
			assert.Equal(t, tt.code, r.Errors[0].Code())
			assert.Contains(t, r.Errors[0].Message, tt.says)
		})
	}
}

const updaters = 20

// TestNoUpdateIsLost lets many clients count one company up, each with the version that it
// read, and again when another was faster.
func TestNoUpdateIsLost(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	id := a.RecordCompany(t, vars{"name": "计数有限公司", "registeredCapital": 0})
	var all sync.WaitGroup
	for range updaters {
		all.Go(func() {
			for {
				now := a.Company(t, id)
				r := a.Ask(t, support.UpdateCompany, vars{"id": id, "version": support.Number(t, now, "version"), "patch": vars{"registeredCapital": support.Number(t, now, "registeredCapital") + 1}})
				if len(r.Errors) == 0 {
					return
				}
				if !assert.Equal(t, "CONFLICT", r.Errors[0].Code(), r.Errors[0].Message) {
					return
				}
			}
		})
	}
	all.Wait()
	got := a.Company(t, id)
	assert.Equal(t, updaters, support.Number(t, got, "registeredCapital"))
	assert.Equal(t, updaters+1, support.Number(t, got, "version"))
}

// TestRacesForAKey lets clients upsert one key, and link and unlink the same ends, at once:
// what is in the way of one is read, and the whole is tried again.
func TestRacesForAKey(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	var all sync.WaitGroup
	for i := range updaters {
		all.Go(func() {
			from, to := support.NodeID("com", i%2), support.NodeID("com", 1-i%2)
			r := a.Ask(t, `mutation ($from: ID!, $to: ID!) {
				upsertCompany(key: {stockCode: "688900"}, input: {name: "同"}) { id }
				a: updateCompany(id: $from, patch: {customers: {link: [{node: $to, product: "片"}]}}) { id }
				b: updateCompany(id: $to, patch: {customers: {link: [{node: $from, product: "片"}]}}) { id }
			}`, vars{"from": from, "to": to})
			assert.Empty(t, r.Errors)
		})
	}
	all.Wait()
	assert.Equal(t, [][]any{{int64(1)}}, a.Run(t, "MATCH (c:Company {stockCode: '688900'}) RETURN count(c)", nil))
	assert.Equal(t, [][]any{{int64(2)}}, a.Run(t, "MATCH (:Company)-[r:SUPPLIES {product: '片'}]->(:Company) RETURN count(r)", nil))
}

// TestWritesObeyTheScope: what a request may not see it can neither change nor link.
func TestWritesObeyTheScope(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{Grant: grant.Grant{Scope: grant.Scope{"Company": predicate.Is(support.Declared(t).Entity("Company").Field("stockCode"), predicate.Lt, "600050")}}})
	hidden := support.NodeID("com", 55)
	for name, tt := range map[string]struct{ query, code string }{
		"update": {`mutation { updateCompany(id: "` + hidden + `", patch: {shortName: "x"}) { id } }`, "NOT_FOUND"},
		"delete": {`mutation { deleteCompany(id: "` + hidden + `", evenIfLinked: true) }`, "NOT_FOUND"},
		"link":   {`mutation { updateCompany(id: "` + support.NodeID("com", 1) + `", patch: {customers: {link: [{node: "` + hidden + `"}]}}) { id } }`, "BAD_USER_INPUT"},
		"create": {`mutation { createCompany(input: {name: "x", stockCode: "688000"}) { id } }`, "FORBIDDEN"},
	} {
		t.Run(name, func(t *testing.T) {
			r := a.Ask(t, tt.query, nil)
			require.Len(t, r.Errors, 1)
			assert.Equal(t, tt.code, r.Errors[0].Code(), r.Errors[0].Message)
		})
	}
	assert.Equal(t, [][]any{{nil, int64(1)}}, a.Run(t, "MATCH (c:Company {id: $id}) RETURN c.shortName, c.version", vars{"id": hidden}))
	assert.Empty(t, a.Run(t, "MATCH (c:Company {stockCode: '688000'}) RETURN c", nil))
}
