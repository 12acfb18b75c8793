package plan_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// TestSeveralProblemsAreToldAtOnce has requests of which two parts are wrong.
func TestSeveralProblemsAreToldAtOnce(t *testing.T) {
	tests := []struct {
		name, request string
		paths         [][]any
	}{
		{"two values of a filter", `{ firms(where: {foundedOn: {gt: "then", lt: "2021-13"}}) { totalCount } }`, [][]any{{"where", "foundedOn", "lt"}, {"where", "foundedOn", "gt"}}},
		{"a filter and a size", `{ firms(first: 201, where: {uscc: {eq: "1"}}) { totalCount } }`, [][]any{{"where", "uscc", "eq"}, {"first"}}},
		{"two alternatives", `{ firms(where: {or: [{name: {}}, {staff: {}}]}) { totalCount } }`, [][]any{{"where", "or", 0, "name"}, {"where", "or", 1, "staff"}}},
		{"node and edge", `{ firms(where: {customers: {some: {node: {name: {}}, edge: {worth: {}}}}}) { totalCount } }`, [][]any{{"where", "customers", "some", "node", "name"}, {"where", "customers", "some", "edge", "worth"}}},
		{"a value and a date", `{ firms(where: {name: {}, place: {asOf: "then"}}) { totalCount } }`, [][]any{{"where", "name"}, {"where", "place", "asOf"}}},
		{"two lists of a page", `{ firms { a: aggregate { count } nodes { customers(first: -1) { totalCount } } edges { node { suppliers(last: 999) { totalCount } } } } }`, [][]any{{"nodes", "customers", "first"}, {"edges", "node", "suppliers", "last"}}},
	}
	s := newSmall(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := s.root(t, tt.request, nil)
			var paths [][]any
			for _, one := range fault.Each(err) {
				require.IsType(t, &fault.Error{}, one)
				paths = append(paths, one.(*fault.Error).Path)
			}
			assert.Equal(t, tt.paths, paths)
		})
	}
}
