package guide_test

import (
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/sample"
	"github.com/clustergraph/clustergraph/test/support"
)

// The guide's requests about time find in the sample what the guide says they find.
func TestGuideToTime(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), sample.Files(), app.Options{})
	queries := support.GuideQueries(t, "Time")
	require.Len(t, queries, 2)
	worked := a.Data(t, queries[0], nil)
	assert.Equal(t, 1, support.Number(t, worked, "company.employees.totalCount"))
	assert.Equal(t, "2022-06-30", support.Get(t, worked, "company.employees.edges.0.until"))
	differs := a.Data(t, queries[1], nil)
	assert.Equal(t, []string{"ADDED", "ADDED", "ADDED"}, support.Texts(t, differs, "difference.nodes", "kind"))
	assert.Equal(t, support.Get(t, worked, "company.name"), support.Get(t, differs, "difference.nodes.0.node.name"))
	assert.Equal(t, support.Get(t, worked, "company.employees.edges.0.node.name"), support.Get(t, differs, "difference.nodes.1.fromNode.name"))
}

// The guide's requests about personal data do what the guide says.
func TestGuideToPersonalData(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), sample.Files(), app.Options{Grant: grant.Grant{Policy: privacy.Policy{ShowSensitive: true}}})
	queries := support.GuideQueries(t, "Personal data")
	require.Len(t, queries, 3)
	const person = "per_01ke5q86000000000000000002"
	assert.Equal(t, person, support.Get(t, a.Data(t, queries[0], nil), "optOut"))
	assert.Nil(t, support.Get(t, a.Data(t, `{ node(id: "`+person+`") { id } }`, nil), "node"))
	held := support.Get(t, a.Data(t, queries[1], nil), "personalRecord")
	assert.Equal(t, true, support.Get(t, held, "withheld"))
	assert.NotEmpty(t, support.Get(t, held, "relationships"))
	assert.Contains(t, support.Get(t, held, "values"), map[string]any{"field": "name", "value": "顾云舒"})
	erased := support.Get(t, a.Data(t, queries[2], nil), "erasePerson")
	assert.Len(t, support.Get(t, held, "relationships"), support.Number(t, erased, "relationships"))
	kinds := support.Texts(t, a.Data(t, `{ history(id: "`+person+`") { nodes { kind } } }`, nil), "history.nodes", "kind")
	assert.Equal(t, []string{"CREATE", "UPDATE", "ERASE"}, kinds)
}

// The guide's requests about merging, on two companies that are the same.
func TestGuideToSameOrNot(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), sample.Files(), app.Options{})
	queries := support.GuideQueries(t, "Same or not")
	require.Len(t, queries, 3)
	into := a.RecordCompany(t, vars{"name": "望舒光电有限公司", "foundedOn": "2020"})
	from := a.RecordCompany(t, vars{"name": "望舒光电股份有限公司", "foundedOn": "2020-05", "registeredCapital": 7})
	candidates := a.Data(t, queries[0], vars{"id": into})
	assert.Equal(t, []string{from}, support.Texts(t, candidates, "duplicateCandidates.nodes", "b.id"))
	assert.Equal(t, "AUTO", support.Get(t, candidates, "duplicateCandidates.nodes.0.band"))
	merged := a.Data(t, queries[1], vars{"into": into, "from": from})
	a.PatchCompany(t, from, vars{"registeredCapital": 8})
	undone := a.Data(t, queries[2], vars{"merge": support.Get(t, merged, "merge.id")})
	assert.Equal(t, []any{"registeredCapital", "FROM"}, []any{support.Get(t, undone, "unmerge.landed.0.field"), support.Get(t, undone, "unmerge.landed.0.side")})
	assert.Equal(t, 8.0, support.Get(t, a.Company(t, from), "registeredCapital"))
	assert.Nil(t, support.Get(t, a.Company(t, into), "registeredCapital"))
}

var curlParameter = regexp.MustCompile(`(?:-d|--data-urlencode) (?:'([A-Za-z]+)=([^']*)'|([A-Za-z]+)=(\S+))`)

// The guide's exports of the sample hold something.
func TestGuideToExports(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), sample.Files(), app.Options{})
	text, err := os.ReadFile("../../docs/guide.md")
	require.NoError(t, err)
	_, rest, found := strings.Cut(strings.ReplaceAll(string(text), " \\\n", ""), "\n## Exporting\n")
	require.True(t, found)
	rest, _, _ = strings.Cut(rest, "\n## ")
	calls := 0
	for line := range strings.Lines(rest) {
		address, isCall := strings.CutPrefix(strings.TrimSpace(line), "curl -OJG http://127.0.0.1:8080/export/")
		if !isCall {
			continue
		}
		calls++
		name, parameters, _ := strings.Cut(address, " ")
		q := url.Values{}
		for _, m := range curlParameter.FindAllStringSubmatch(parameters, -1) {
			q.Set(m[1]+m[3], m[2]+m[4])
		}
		response, body, err := a.Export(t, name, q)
		require.NoError(t, err)
		assert.Equal(t, 200, response.StatusCode, "%s: %s", name, body)
		assert.Greater(t, len(body), 800, name)
	}
	assert.Equal(t, 3, calls)
}
