package plan_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestBadInputIsRefusedWithItsPath(t *testing.T) {
	const filtered = `query($w: CompanyFilter) { companies(where: $w) { totalCount } }`
	const ordered = `query($o: [CompanyOrder!]) { companies(orderBy: $o) { totalCount } }`
	tests := []struct {
		name, request, vars string
		path                []any
		message             string
	}{
		{"first too large", `{ companies(first: 201) { totalCount } }`, `{}`, []any{"first"}, "0 to 200"},
		{"last negative", `{ companies(last: -1) { totalCount } }`, `{}`, []any{"last"}, "0 to 200"},
		{"first and last", `{ companies(first: 1, last: 1) { totalCount } }`, `{}`, []any{"last"}, "not both"},
		{"deep argument", `{ companies { nodes { segments(first: 999) { totalCount } } } }`, `{}`, []any{"nodes", "segments", "first"}, "0 to 200"},
		{"null condition", filtered, `{"w": {"name": {"eq": null}}}`, []any{"where", "name", "eq"}, "isNull"},
		{"null element", filtered, `{"w": {"or": [{"name": null}]}}`, []any{"where", "or", 0, "name"}, "isNull"},
		{"empty condition", filtered, `{"w": {"name": {}}}`, []any{"where", "name"}, "no condition on a value"},
		{"empty condition on an edge", filtered, `{"w": {"segments": {"some": {"edge": {"since": {}}}}}}`, []any{"where", "segments", "some", "edge", "since"}, "no condition on a value"},
		{"empty count", filtered, `{"w": {"segments": {"count": {}}}}`, []any{"where", "segments", "count"}, "no condition on a value"},
		{"empty count of nodes", filtered, `{"w": {"segments": {"countOf": {"nodes": {}}}}}`, []any{"where", "segments", "countOf", "nodes"}, "no condition on a value"},
		{"count of nothing", filtered, `{"w": {"segments": {"countOf": {"where": {}}}}}`, []any{"where", "segments", "countOf"}, "compares nothing"},
		{"a date and nothing", filtered, `{"w": {"segments": {"asOf": "2022"}}}`, []any{"where", "segments"}, "asOf alone"},
		{"a date of an entity", filtered, `{"w": {"asOf": "2022"}}`, []any{"where", "asOf"}, "asOf is for a relationship"},
		{"a date of relationships that is none", filtered, `{"w": {"segments": {"some": {}, "asOf": "then"}}}`, []any{"where", "segments", "asOf"}, "today-180d"},
		{"bad USCC", filtered, `{"w": {"uscc": {"eq": "91110000600037342L"}}}`, []any{"where", "uscc", "eq"}, "check"},
		{"bad code in a list", filtered, `{"w": {"uscc": {"in": ["91110000600037341L", "x"]}}}`, []any{"where", "uscc", "in", 1}, ""},
		{"deep condition", filtered, `{"w": {"segments": {"some": {"edge": {"since": {"lt": "2020-13"}}}}}}`, []any{"where", "segments", "some", "edge", "since", "lt"}, "month"},
		{"bad date", filtered, `{"w": {"not": {"foundedOn": {"gte": "yesterday"}}}}`, []any{"where", "not", "foundedOn", "gte"}, "YYYY"},
		{"fraction of yuan", filtered, `{"w": {"registeredCapital": {"gt": 1.5}}}`, []any{"where", "registeredCapital", "gt"}, ""},
		{"unknown key", filtered, `{"w": {"colour": {"eq": "red"}}}`, []any{"where", "colour"}, "no field"},
		{"a count that is no number", filtered, `{"w": {"segments": {"count": {"in": [1, "x"]}}}}`, []any{"where", "segments", "count", "in", 1}, "whole number"},
		{"two order keys in one", ordered, `{"o": [{"name": "ASC", "uscc": "ASC"}]}`, []any{"orderBy", 0}, "exactly one"},
		{"an order key twice", ordered, `{"o": [{"name": "ASC"}, {"name": "DESC"}]}`, []any{"orderBy", 1}, "twice"},
		{"no direction", ordered, `{"o": [{"name": null}]}`, []any{"orderBy", 0, "name"}, "ASC or DESC"},
		{"unindexed order", ordered, `{"o": [{"description": "ASC"}]}`, []any{"orderBy", 0}, "cannot be ordered"},
		{"a date that is none", `{ companies { nodes { segments(asOf: "2021-13") { totalCount } } } }`, `{}`, []any{"nodes", "segments", "asOf"}, "month"},
		{"a date that is none, to-one", `query($d: Date) { companies { nodes { district(asOf: $d) { id } } } }`, `{"d": "then"}`, []any{"nodes", "district", "asOf"}, "YYYY"},
		{"no id", `{ node(id: "x") { id } }`, `{}`, []any{"id"}, "not the id of an entity"},
		{"one bad id of two", `{ nodes(ids: ["com_1", "zzz_1"]) { id } }`, `{}`, []any{"ids", 1}, "not the id of an entity"},
		{"null key", `query($k: CompanyKey!) { company(by: $k) { id } }`, `{"k": {"uscc": null}}`, []any{"by"}, "exactly one key"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vars := map[string]any{}
			require.NoError(t, json.Unmarshal([]byte(tt.vars), &vars))
			_, err := compile(t, "secret", tt.request, vars)
			require.Error(t, err)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.Equal(t, tt.path, err.(*fault.Error).Path)
			assert.Contains(t, err.Error(), tt.message)
		})
	}
}
