package writing_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// keyed sends an operation with a key, and returns the answer's body.
func keyed(t testing.TB, a *support.API, key, query string, v vars) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": v})
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.Base+"/graphql", bytes.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Idempotency-Key", key)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return string(text)
}

func replyOf(t testing.TB, body string) (r support.Reply) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(body), &r), body)
	return r
}

const named = `mutation ($name: String!) { createCompany(input: {name: $name}) { id name version } }`

// A request with a key takes effect once.
func TestOnce(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	count := func(name string) int {
		return len(a.Run(t, "MATCH (c:Company {name: $name}) RETURN c", map[string]any{"name": name}))
	}
	t.Run("the first answer is repeated", func(t *testing.T) {
		first := keyed(t, a, "k1", named, vars{"name": "一次有限公司"})
		require.Empty(t, replyOf(t, first).Errors)
		id := support.Get(t, replyOf(t, first).Data, "createCompany.id")
		a.Data(t, support.UpdateCompany, vars{"id": id, "patch": vars{"shortName": "后来"}})
		assert.JSONEq(t, first, keyed(t, a, "k1", named, vars{"name": "一次有限公司"}), "as it was")
		assert.Equal(t, 1, count("一次有限公司"))
	})
	t.Run("another request is a conflict", func(t *testing.T) {
		r := replyOf(t, keyed(t, a, "k1", named, vars{"name": "另有限公司"}))
		require.Len(t, r.Errors, 1)
		assert.Equal(t, "CONFLICT", r.Errors[0].Code())
		assert.Contains(t, r.Errors[0].Message, "Idempotency-Key")
		assert.Zero(t, count("另有限公司"))
	})
	t.Run("at the same time", func(t *testing.T) {
		answers := make([]string, 6)
		var all sync.WaitGroup
		for i := range answers {
			all.Go(func() { answers[i] = keyed(t, a, "k2", named, vars{"name": "同时有限公司"}) })
		}
		all.Wait()
		for _, answer := range answers {
			assert.JSONEq(t, answers[0], answer)
		}
		assert.Equal(t, 1, count("同时有限公司"))
	})
	t.Run("what was refused may be sent again", func(t *testing.T) {
		v := vars{"name": strings.Repeat("长", 501)}
		for range 2 {
			r := replyOf(t, keyed(t, a, "k3", named, v))
			require.Len(t, r.Errors, 1)
			assert.Equal(t, "BAD_USER_INPUT", r.Errors[0].Code())
		}
		assert.Empty(t, replyOf(t, keyed(t, a, "k3", named, vars{"name": "改正有限公司"})).Errors)
	})
	t.Run("several fields, and custom ones", func(t *testing.T) {
		ids := []string{a.RecordCompany(t, vars{"name": "甲有限公司"}), a.RecordCompany(t, vars{"name": "乙有限公司"})}
		const merge = `mutation ($a: ID!, $b: ID!) { merge(into: $a, from: $b, evidence: "同一") { id into } touch: updateCompany(id: $a, patch: {shortName: "合"}) { version } }`
		first := keyed(t, a, "k4", merge, vars{"a": ids[0], "b": ids[1]})
		require.Empty(t, replyOf(t, first).Errors)
		assert.JSONEq(t, first, keyed(t, a, "k4", merge, vars{"a": ids[0], "b": ids[1]}))
	})
	t.Run("an answer that is not kept is read anew", func(t *testing.T) {
		first := keyed(t, a, "k5", named, vars{"name": "未留有限公司"})
		a.Run(t, "MATCH (k:ClusterGraphRequest) SET k.private = true REMOVE k.answer", nil)
		assert.JSONEq(t, first, keyed(t, a, "k5", named, vars{"name": "未留有限公司"}))
		assert.Equal(t, 1, count("未留有限公司"))
	})
	t.Run("a day later it is another request", func(t *testing.T) {
		keyed(t, a, "k6", named, vars{"name": "隔日有限公司"})
		a.Run(t, "MATCH (k:ClusterGraphRequest) SET k.at = k.at - $day", map[string]any{"day": (25 * time.Hour).Milliseconds()})
		require.Empty(t, replyOf(t, keyed(t, a, "k6", named, vars{"name": "隔日有限公司"})).Errors)
		assert.Equal(t, 2, count("隔日有限公司"))
		assert.Len(t, a.Run(t, "MATCH (k:ClusterGraphRequest) RETURN k", nil), 1, "the old ones are forgotten")
	})
	t.Run("keys that are none", func(t *testing.T) {
		for _, key := range []string{"a b", strings.Repeat("k", 256), "é"} {
			r := replyOf(t, keyed(t, a, key, named, vars{"name": "无有限公司"}))
			require.Len(t, r.Errors, 1, key)
			assert.Equal(t, "BAD_USER_INPUT", r.Errors[0].Code())
		}
		assert.Empty(t, replyOf(t, keyed(t, a, "k1", `{ companies(first: 1) { totalCount } }`, nil)).Errors, "reads have no key")
	})
	t.Run("who opts out is in no answer that is kept", func(t *testing.T) {
		const person = `mutation { createPerson(input: {name: "密某"}) { id name } }`
		first := keyed(t, a, "k7", person, nil)
		id := support.Get(t, replyOf(t, first).Data, "createPerson.id")
		a.Data(t, `mutation ($id: ID!) { optOut(person: $id) }`, vars{"id": id})
		again := keyed(t, a, "k7", person, nil)
		assert.NotContains(t, again, "密某")
		assert.Equal(t, "CONFLICT", replyOf(t, again).Errors[0].Code())
	})
}
