package service_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

var theMistake = chapter{
	name: "a mistake, and its revert",
	requests: []storyRequest{
		{
			text: `mutation ($company: ID!) { updateCompany(id: $company, patch: {registeredCapital: 3000000000}) { version } }`,
			inspect: func(t *testing.T, a *api, s story, _ any) {
				got := a.data(t, `query ($company: ID!) { valueHistory(id: $company, field: "registeredCapital") { nodes { value change } } }`, s.vars())
				assert.InDelta(t, 3_000_000_000, get(t, got, "valueHistory.nodes.1.value"), 0)
				s["mistake"] = get(t, got, "valueHistory.nodes.1.change")
			},
		},
		{
			text: `mutation ($mistake: ID!) { revertChange(change: $mistake) { id kind reverts values { field before after } } }`,
			inspect: func(t *testing.T, _ *api, s story, answer any) {
				assert.Equal(t, s["mistake"], get(t, answer, "revertChange.reverts"))
			},
		},
	},
	after: func(t *testing.T, a *api, s story) {
		got := a.data(t, `query ($company: ID!) {
			company(by: {id: $company}) { registeredCapital }
			valueHistory(id: $company, field: "registeredCapital") { nodes { value } }
		}`, s.vars())
		assert.InDelta(t, 30_000_000, get(t, got, "company.registeredCapital"), 0)
		assert.Len(t, get(t, got, "valueHistory.nodes"), 3, "the mistake stays readable")
	},
}
