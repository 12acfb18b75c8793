package history_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// Fields that are answered by hand tell all that is wrong with their arguments at once.
func TestAllThatIsWrongWithArgumentsIsTold(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	tests := []struct {
		name, query string
		want        []any
	}{
		{"history", `{ history(id: "` + support.NodeID("com", 1) + `", first: 201, after: "x") { nodes { id } } }`, []any{"first", "after"}},
		{"history of no id", `{ history(id: "x", first: 201, after: "x") { nodes { id } } }`, []any{"id", "first", "after"}},
		{"valueHistory of no id", `{ valueHistory(id: "x", field: "nam", first: -1, after: "x") { nodes { value } } }`, []any{"id", "first", "after"}},
		{"merges of no id", `{ merges(of: "x", first: 201, after: "x") { nodes { id } } }`, []any{"of", "first", "after"}},
		{"difference of no id", `{ difference(from: "2021-13", to: "then", of: "x", first: 201) { nodes { of } } }`, []any{"from", "to", "of", "first"}},
		{"valueHistory", `{ valueHistory(id: "` + support.NodeID("com", 1) + `", field: "nam", first: -1, after: "x") { nodes { value } } }`, []any{"field", "first", "after"}},
		{"difference", `{ difference(from: "2021-13", to: "then", of: "", types: ["Firm"], first: 201, after: "x") { nodes { of } } }`, []any{"from", "to", "of", "types", "first", "after"}},
		{"difference backwards", `{ difference(from: "2022-01-01T00:00:00Z", to: "2021-01-01T00:00:00Z", first: 201) { nodes { of } } }`, []any{"to", "first"}},
		{"search", `{ search(text: " ", types: ["Firm"], first: 201) { totalCount } }`, []any{"text", "types", "first"}},
		{"search with a cursor", `{ search(text: " ", first: 201, after: "x") { totalCount } }`, []any{"text", "first", "after"}},
		{"merges", `{ merges(of: "", first: 201, after: "x") { nodes { id } } }`, []any{"of", "first", "after"}},
		{"duplicateCandidates", `{ duplicateCandidates(type: "Company", id: "x", first: 201, after: "x") { truncated } }`, []any{"id", "first", "after"}},
		{"duplicateCandidates of no type", `{ duplicateCandidates(type: "Firm", id: "", first: 201) { truncated } }`, []any{"id", "type", "first"}},
		{"changes of no types", `{ changes(types: ["Firm", "RUNZ"], first: 201) { nodes { id } } }`, []any{"first", "types", "types"}},
		{"history, an empty cursor", `{ history(id: "x", first: 201, after: "") { nodes { id } } }`, []any{"after", "id", "first"}},
		{"valueHistory, an empty cursor", `{ valueHistory(id: "` + support.NodeID("com", 1) + `", field: "name", after: "") { nodes { value } } }`, []any{"after"}},
		{"changes, an empty cursor", `{ changes(after: "", first: 201) { nodes { id } } }`, []any{"after", "first"}},
		{"difference, an empty cursor", `{ difference(from: "2021-01-01T00:00:00Z", to: "2022-01-01T00:00:00Z", after: "", first: 201) { nodes { of } } }`, []any{"after", "first"}},
		{"merges, an empty cursor", `{ merges(after: "", first: 201) { nodes { id } } }`, []any{"after", "first"}},
		{"search, an empty cursor", `{ search(text: "a", after: "") { totalCount } }`, []any{"after"}},
		{"duplicateCandidates, an empty cursor", `{ duplicateCandidates(type: "Company", after: "", first: 201) { truncated } }`, []any{"after", "first"}},
		{"a list, an empty cursor", `{ companies(after: "") { totalCount } }`, []any{"after"}},
		{"nodes", `{ nodes(ids: ["x", "` + support.NodeID("com", 1) + `", "y"]) { id } }`, []any{"ids", "ids"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var arguments []any
			for _, e := range a.Ask(t, tt.query, nil).Errors {
				assert.Equal(t, "BAD_USER_INPUT", e.Code(), e.Message)
				arguments = append(arguments, e.Extensions["argument"].([]any)[0])
			}
			assert.Equal(t, tt.want, arguments)
		})
	}
}
