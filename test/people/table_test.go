package people_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/test/support"
)

// downloads are files of each kind that people stand in.
func downloads(start string) map[string]url.Values {
	return map[string]url.Values{
		"people.csv":              nil,
		"people.jsonl":            nil,
		"people/projects.csv":     {"fields": {"person.name,person.telephone,person.email,person.orcid,projects.name"}},
		"projects/team.jsonl":     {"fields": {"project.name,team.name,team.telephone,team.email,team.orcid"}},
		"subgraph.json":           {"ids": {start}, "depth": {"2"}},
		"subgraph.graphml":        {"ids": {start}},
		"subgraph.gexf":           {"ids": {start}},
		"companies/employees.csv": nil,
	}
}

// exportsAreMasked as queries are.
func exportsAreMasked(t *testing.T, masked, shown *support.API) {
	start, _ := support.Get(t, masked.Data(t, `{ projects { nodes { id } } }`, nil), "projects.nodes.0.id").(string)
	seen := 0
	for name, q := range downloads(start) {
		_, body, err := masked.Export(t, name, q)
		require.NoError(t, err)
		assert.Empty(t, markersIn(t, string(body), sensitiveMarkers), name)
		_, body, err = shown.Export(t, name, q)
		require.NoError(t, err)
		if len(markersIn(t, string(body), sensitiveMarkers)) > 0 {
			seen++
		}
	}
	assert.GreaterOrEqual(t, seen, 7, "what may be seen is seen")
	response, _, err := masked.Export(t, "people.csv", url.Values{"where": {`{"telephone": {"eq": "13812345678"}}`}})
	require.NoError(t, err)
	assert.NotEqual(t, http.StatusOK, response.StatusCode)
}

// downloadsWith tells in which of the downloads a person stands.
func downloadsWith(t *testing.T, a *support.API, start string, markers []string) (found []string) {
	t.Helper()
	for name, q := range downloads(start) {
		response, body, err := a.Export(t, name, q)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, response.StatusCode, "%s: %s", name, body)
		if len(markersIn(t, string(body), markers)) > 0 {
			found = append(found, name)
		}
	}
	return found
}
