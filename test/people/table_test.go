package app_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
func exportsAreMasked(t *testing.T, masked, shown *api) {
	start, _ := get(t, masked.data(t, `{ projects { nodes { id } } }`, nil), "projects.nodes.0.id").(string)
	seen := 0
	for name, q := range downloads(start) {
		_, body, err := masked.export(t, name, q)
		require.NoError(t, err)
		assert.Empty(t, markersIn(t, string(body), sensitiveMarkers), name)
		_, body, err = shown.export(t, name, q)
		require.NoError(t, err)
		if len(markersIn(t, string(body), sensitiveMarkers)) > 0 {
			seen++
		}
	}
	assert.GreaterOrEqual(t, seen, 7, "what may be seen is seen")
	response, _, err := masked.export(t, "people.csv", url.Values{"where": {`{"telephone": {"eq": "13812345678"}}`}})
	require.NoError(t, err)
	assert.NotEqual(t, http.StatusOK, response.StatusCode)
}

// downloadsWith tells in which of the downloads a person stands.
func (a *api) downloadsWith(t *testing.T, start string, markers []string) (found []string) {
	t.Helper()
	for name, q := range downloads(start) {
		response, body, err := a.export(t, name, q)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, response.StatusCode, "%s: %s", name, body)
		if len(markersIn(t, string(body), markers)) > 0 {
			found = append(found, name)
		}
	}
	return found
}
