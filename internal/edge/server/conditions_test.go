package server

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is left out is neither executed nor answered; null is neither true nor false.
func TestConditions(t *testing.T) {
	run := start(t)
	const (
		nullable = `query ($on: Boolean = true) `
		null     = `{"on": null}`
		told     = "is null, and must be true or false"
	)
	tests := map[string]struct{ document, variables, data, refused, code string }{
		"everything is left out":           {`query ($on: Boolean!) { plain @include(if: $on) }`, `{"on": false}`, `{}`, "", ""},
		"everything is skipped":            {`{ plain @skip(if: true) ... @include(if: false) { hello } }`, `{}`, `{}`, "", ""},
		"a default":                        {nullable + `{ plain @skip(if: $on) hello }`, `{}`, `{"hello":"hello"}`, "", ""},
		"both directives":                  {nullable + `{ plain @skip(if: $on) @include(if: $on) }`, `{}`, `{}`, "", ""},
		"null at include":                  {nullable + `{ hello plain @include(if: $on) }`, null, "", "@include " + told, "BAD_USER_INPUT"},
		"null at skip":                     {nullable + `{ plain @skip(if: $on) }`, null, "", "@skip " + told, "BAD_USER_INPUT"},
		"null at an inline fragment":       {nullable + `{ hello ... @skip(if: $on) { plain } }`, null, "", "@skip " + told, "BAD_USER_INPUT"},
		"null at a fragment":               {nullable + `{ hello ...F @include(if: $on) } fragment F on Query { plain }`, null, "", "@include " + told, "BAD_USER_INPUT"},
		"null in a fragment":               {nullable + `{ ...F ...F } fragment F on Query { plain ... { hello @include(if: $on) } }`, null, "", "@include " + told, "BAD_USER_INPUT"},
		"null below a field":               {nullable + `{ __schema { queryType { name @skip(if: $on) } } }`, null, "", "@skip " + told, "BAD_USER_INPUT"},
		"null at a mutation":               {`mutation ($on: Boolean = false) { bump @skip(if: $on) }`, null, "", "@skip " + told, "BAD_USER_INPUT"},
		"a mutation that is left out":      {`mutation { bump @include(if: false) }`, `{}`, `{}`, "", ""},
		"a literal null":                   {`{ plain @skip(if: null) }`, `{}`, "", "Expected value of type \"Boolean!\", found null", "GRAPHQL_VALIDATION_FAILED"},
		"a variable that need not be":      {`query ($on: Boolean) { plain @include(if: $on) }`, `{}`, "", "used in position expecting type \"Boolean!\"", "GRAPHQL_VALIDATION_FAILED"},
		"a variable whose default is null": {`query ($on: Boolean = null) { plain @include(if: $on) }`, `{}`, "", "used in position expecting type \"Boolean!\"", "GRAPHQL_VALIDATION_FAILED"},
		"another type":                     {`query ($on: String!) { plain @include(if: $on) }`, `{"on": "true"}`, "", "used in position expecting type \"Boolean!\"", "GRAPHQL_VALIDATION_FAILED"},
		"a subscription":                   {`subscription ($on: Boolean = true) { ticks(to: 1) @include(if: $on) }`, `{}`, "", "takes no @include", "GRAPHQL_VALIDATION_FAILED"},
		"a fragment of a subscription":     {`subscription { ...F @skip(if: false) } fragment F on Subscription { ... @include(if: true) { ticks(to: 1) } }`, `{}`, "", "takes no @skip", "GRAPHQL_VALIDATION_FAILED"},
		"a fragment in its root":           {`subscription { ...F } fragment F on Subscription { ticks(to: 1) @skip(if: true) }`, `{}`, "", "takes no @skip", "GRAPHQL_VALIDATION_FAILED"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			body, err := json.Marshal(map[string]any{"query": tt.document, "variables": json.RawMessage(tt.variables)})
			require.NoError(t, err)
			got := run.in(t).send(http.MethodPost, "/graphql", string(body), "Accept: application/graphql-response+json")
			if tt.refused != "" {
				assert.Equal(t, http.StatusBadRequest, got.status, got.body)
				assert.Contains(t, got.body, tt.code)
				require.NotEmpty(t, got.Errors)
				assert.Contains(t, got.Errors[0].Message, tt.refused)
				return
			}
			assert.Equal(t, http.StatusOK, got.status, got.body)
			assert.JSONEq(t, tt.data, string(got.Data))
		})
	}
	assert.Zero(t, run.bumps.Load(), "no mutation ran")
}
