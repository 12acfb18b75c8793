package plan_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

// withValues prints a predicate with its values and scopes, which predicate.Text leaves out.
func withValues(p predicate.Predicate) string {
	switch p := p.(type) {
	case nil:
		return "always"
	case predicate.And:
		return "(" + joined(p, " and ") + ")"
	case predicate.Or:
		return "(" + joined(p, " or ") + ")"
	case predicate.Not:
		return "not " + withValues(p.Of)
	case predicate.Compare:
		return fmt.Sprintf("%s %s %#v", p.Field.Name, p.Op, p.Value)
	case predicate.Degree:
		name := map[bool]string{true: "ends", false: "count"}[p.Ends]
		return fmt.Sprintf("%s %s %#v", far(name, p.Relation, p.Scope, p.Node, p.Edge), p.Op, p.Value)
	case predicate.Within:
		return fmt.Sprintf("within%s %s %#v", among(p.Scope), p.Key.Name, p.Value)
	case predicate.Exists:
		return far("some", p.Relation, p.Scope, p.Node, p.Edge)
	}
	return predicate.Text(p)
}

func far(name string, r *catalog.Relation, scope, node, edge predicate.Predicate) string {
	text := name + "(" + r.Name + among(scope)
	if node != nil {
		text += " with " + withValues(node)
	}
	if edge != nil {
		text += " by " + withValues(edge)
	}
	return text + ")"
}

func joined(list []predicate.Predicate, by string) string {
	texts := make([]string, len(list))
	for i, p := range list {
		texts[i] = withValues(p)
	}
	return strings.Join(texts, by)
}

func among(scope predicate.Predicate) string {
	if scope == nil {
		return ""
	}
	return " among " + withValues(scope)
}

// TestFilters has filters of firms, as a request's variables give them, and what they mean.
func TestFilters(t *testing.T) {
	s := newSmall(t)
	tests := []struct{ name, where, want string }{
		{"nothing", `{}`, `always`},

		// Values, of each kind.
		{"text", `{"name": {"eq": "A"}}`, `name = "A"`},
		{"texts", `{"name": {"contains": "a", "startsWith": "b", "endsWith": "c"}}`, `(name CONTAINS "a" and name STARTS WITH "b" and name ENDS WITH "c")`},
		{"id", `{"id": {"eq": "firm_1"}}`, `id = "firm_1"`},
		{"enumeration", `{"size": {"in": ["SMALL", "LARGE"]}}`, `size IN []interface {}{"SMALL", "LARGE"}`},
		{"whole number", `{"staff": {"gt": 3, "lte": 5}}`, `(staff <= 5 and staff > 3)`},
		{"number", `{"share": {"lt": 3, "gte": 0.5}}`, `(share < 3 and share >= 0.5)`},
		{"truth", `{"listed": {"eq": false}}`, `listed = false`},
		{"money", `{"capital": {"gte": 9007199254740992}}`, `capital >= 9007199254740992`},
		{"moment, in UTC", `{"checkedAt": {"lt": "2022-02-11T09:30:00+08:00"}}`, `checkedAt < "2022-02-11T01:30:00.000Z"`},
		{"date", `{"foundedOn": {"eq": "2022-02"}}`, `foundedOn = "2022-02"`},
		{"date, after", `{"foundedOn": {"gt": "2022-02"}}`, `foundedOn > "2022-02~"`},
		{"date, different", `{"foundedOn": {"ne": "2022"}}`, `not foundedOn = "2022"`},
		{"list of texts", `{"tags": {"has": "a", "hasAny": ["b", "c"]}}`, `(tags HAS "a" and tags HAS ANY []interface {}{"b", "c"})`},
		{"list of an enumeration", `{"markets": {"hasAny": ["HOME"]}}`, `markets HAS ANY []interface {}{"HOME"}`},

		// Forms of a standard are those that are stored, but a part of one is no form.
		{"standard form", `{"uscc": {"eq": " 91350100m000100y43 "}}`, `uscc = "91350100M000100Y43"`},
		{"standard forms", `{"uscc": {"in": ["91350100m000100y43"]}}`, `uscc IN []interface {}{"91350100M000100Y43"}`},
		{"not a standard form", `{"uscc": {"ne": "91350100m000100y43"}}`, `not uscc = "91350100M000100Y43"`},
		{"part of a standard form", `{"uscc": {"startsWith": "9135"}}`, `uscc STARTS WITH "9135"`},

		// A missing value is not equal, and not among others.
		{"different", `{"name": {"ne": "A"}}`, `not name = "A"`},
		{"not among", `{"name": {"notIn": ["A"]}}`, `not name IN []interface {}{"A"}`},
		{"among none", `{"name": {"in": []}}`, `name IN []interface {}{}`},
		{"missing", `{"staff": {"isNull": true}}`, `missing staff`},
		{"not missing", `{"staff": {"isNull": false}}`, `not missing staff`},
		{"a single value for a list", `{"size": {"in": "SMALL"}}`, `size IN []interface {}{"SMALL"}`},

		// Connectives.
		{"all of several", `{"name": {"eq": "A"}, "staff": {"eq": 1}}`, `(name = "A" and staff = 1)`},
		{"and", `{"and": [{"name": {"eq": "A"}}, {"staff": {"eq": 1}}]}`, `(name = "A" and staff = 1)`},
		{"and of nothing", `{"and": []}`, `always`},
		{"or", `{"or": [{"name": {"eq": "A"}}, {"staff": {"eq": 1}}]}`, `(name = "A" or staff = 1)`},
		{"or of one", `{"or": [{"name": {"eq": "A"}}]}`, `name = "A"`},
		{"or of nothing", `{"or": []}`, `false`},
		{"or with one that holds always", `{"or": [{"name": {"eq": "A"}}, {}]}`, `always`},
		{"not", `{"not": {"name": {"eq": "A"}}}`, `not name = "A"`},
		{"not of what holds always", `{"not": {}}`, `false`},
		{"what cannot be seen", `{"name": {"eq": "\u200b"}}`, `false`},
		{"not what cannot be seen", `{"name": {"ne": "\u200b"}}`, `always`},
		{"none but what cannot be seen", `{"not": {"name": {"ne": "\u200b"}}}`, `false`},
		{"to one of none but what cannot be seen", `{"place": {"not": {"name": {"ne": "\u200b"}}}}`, `not some(place)`},
		{"an entity is there", `{"isNull": false}`, `always`},
		{"an entity is missing", `{"isNull": true}`, `false`},

		// To-one relationships.
		{"to one", `{"place": {"name": {"eq": "A"}}}`, `some(place with name = "A")`},
		{"to one at all", `{"place": {}}`, `some(place)`},
		{"to one missing", `{"place": {"isNull": true}}`, `not some(place)`},
		{"to one there", `{"place": {"isNull": false}}`, `some(place)`},
		{"to one there and more", `{"place": {"isNull": false, "name": {"eq": "A"}}}`, `some(place with name = "A")`},
		{"to one missing or fitting", `{"place": {"or": [{"isNull": true}, {"name": {"eq": "A"}}]}}`, `not some(place with not name = "A")`},
		{"to one not missing", `{"place": {"not": {"isNull": true}}}`, `some(place)`},
		{"to one, deeper", `{"place": {"and": [{"or": [{"isNull": true}, {"parent": {"isNull": true}}]}]}}`, `not some(place with some(parent))`},
		{"to one that does not fit", `{"place": {"not": {"name": {"eq": "A"}}}}`, `not some(place with name = "A")`},
		{"to one that does not fit and is there", `{"place": {"isNull": false, "not": {"name": {"eq": "A"}}}}`, `some(place with not name = "A")`},
		{"to one and nothing else", `{"place": {"and": []}}`, `some(place)`},
		{"to one, none or another", `{"place": {"or": [{"isNull": true}, {}]}}`, `always`},
		{"to one not missing and not fitting", `{"place": {"not": {"or": [{"isNull": true}, {"name": {"eq": "A"}}]}}}`, `some(place with not name = "A")`},
		{"to one at a date", `{"place": {"asOf": "2022", "name": {"eq": "A"}}}`, `some(place with name = "A" by ((validFrom <= "2022~" or missing validFrom) and (validTo >= "2022" or validTo IN []interface {}{} or missing validTo)))`},
		{"to one over two", `{"place": {"parent": {"name": {"eq": "A"}}}}`, `some(place with some(parent with name = "A"))`},

		// Trees.
		{"within", `{"place": {"within": {"id": "plc_1"}}}`, `some(place with within id "plc_1")`},
		{"not within", `{"place": {"not": {"within": {"id": "plc_1"}}}}`, `not some(place with within id "plc_1")`},
		{"within one of two, or nowhere", `{"place": {"or": [{"within": {"id": "plc_1"}}, {"within": {"id": "plc_2"}}, {"isNull": true}]}}`, `not some(place with not (within id "plc_1" or within id "plc_2"))`},
		{"branches within", `{"branches": {"all": {"node": {"within": {"id": "plc_1"}}}}}`, `not some(branches with not within id "plc_1")`},

		// To-many relationships.
		{"some", `{"customers": {"some": {"node": {"name": {"eq": "A"}}}}}`, `some(customers with name = "A")`},
		{"nothing of relationships", `{"customers": {}}`, `always`},
		{"some at all", `{"customers": {"some": {}}}`, `some(customers)`},
		{"some by an edge", `{"customers": {"some": {"edge": {"worth": {"gt": 5}}}}}`, `some(customers by worth > 5)`},
		{"some by both", `{"customers": {"some": {"node": {"name": {"eq": "A"}}, "edge": {"worth": {"gt": 5}}}}}`, `some(customers with name = "A" by worth > 5)`},
		{"none", `{"customers": {"none": {"node": {"name": {"eq": "A"}}}}}`, `not some(customers with name = "A")`},
		{"none at all", `{"customers": {"none": {}}}`, `not some(customers)`},
		{"all", `{"customers": {"all": {"node": {"name": {"eq": "A"}}}}}`, `not some(customers with not name = "A")`},
		{"all by an edge", `{"customers": {"all": {"edge": {"worth": {"gt": 5}}}}}`, `not some(customers by not worth > 5)`},
		{"all by both", `{"customers": {"all": {"node": {"name": {"eq": "A"}}, "edge": {"worth": {"gt": 5}}}}}`, `not (some(customers with not name = "A") or some(customers by not worth > 5))`},
		{"all of no condition", `{"customers": {"all": {}}}`, `always`},
		{"all of several", `{"customers": {"some": {}, "none": {"node": {"listed": {"eq": true}}}}}`, `(some(customers) and not some(customers with listed = true))`},
		{"count", `{"customers": {"count": {"gte": 1, "lt": 9}}}`, `(count(customers) < 9 and count(customers) >= 1)`},
		{"counts", `{"customers": {"count": {"in": [1, 2], "ne": 3}}}`, `(count(customers) <> 3 and count(customers) IN []interface {}{1, 2})`},
		{"a count is never missing", `{"customers": {"count": {"isNull": true}}}`, `false`},
		{"a count is there", `{"customers": {"count": {"isNull": false}}}`, `always`},
		{"count of those that fit", `{"customers": {"countOf": {"nodes": {"eq": 1}, "edges": {"gt": 2}, "where": {"node": {"name": {"eq": "A"}}}}}}`, `(ends(customers with name = "A") = 1 and count(customers with name = "A") > 2)`},
		{"none at a date", `{"branches": {"none": {}, "asOf": "2022"}}`, `not some(branches by ((validFrom <= "2022~" or missing validFrom) and (validTo >= "2022" or validTo IN []interface {}{} or missing validTo)))`},
		{"count of one today", `{"branches": {"countOf": {"nodes": {"eq": 1}}, "asOf": "today"}}`, `ends(branches by ((validFrom <= "2026-08-31~" or missing validFrom) and (validTo >= "2026-08-31" or validTo IN []interface {}{"2026", "2026-08"} or missing validTo))) = 1`},
		{"relative date", `{"foundedOn": {"gt": "today-180d"}}`, `foundedOn > "2026-03-04~"`},
		{"without properties", `{"branches": {"some": {"node": {"name": {"eq": "A"}}}}}`, `some(branches with name = "A")`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page, err := s.firms(t, "query($w: FirmFilter)", "where: $w", map[string]any{"w": fromJSON(t, tt.where)})
			require.NoError(t, err)
			assert.Equal(t, tt.want, withValues(page.Where))
		})
	}
}

func fromJSON(t *testing.T, text string) (v any) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(text), &v))
	return v
}

// A filter means the same where it stands in the request.
func TestFiltersInTheRequest(t *testing.T) {
	s := newSmall(t)
	tests := []struct{ where, want string }{
		{`{staff: {gt: 3}, share: {lt: 3}, capital: {eq: 7}}`, `(capital = 7 and share < 3 and staff > 3)`},
		{`{customers: {count: {in: 2}}}`, `count(customers) IN []interface {}{2}`},
		{`{name: {in: "A"}}`, `name IN []interface {}{"A"}`},
		{`{or: {name: {eq: "A"}}}`, `name = "A"`},
	}
	for _, tt := range tests {
		t.Run(tt.where, func(t *testing.T) {
			root, err := s.root(t, "{ firms(where: "+tt.where+") { totalCount } }", nil)
			require.NoError(t, err)
			assert.Equal(t, tt.want, withValues(root.Page.Where))
		})
	}
}

// What may not be seen counts nowhere: not at a far end, not in a count, not in an order, not in
// a group.
func TestScopeReachesEveryMatch(t *testing.T) {
	s := newSmall(t)
	const request = `{ firms(
		where: {place: {isNull: false, firms: {none: {}}}, customers: {some: {}, count: {gt: 0}, all: {node: {listed: {eq: true}}}}}
		orderBy: [{suppliersCount: ASC}, {branchesCount: DESC}]
	) { aggregate(groupBy: [PLACE, SIZE, COUNTRY]) { count } } }`
	o, _ := s.operation(t, s.only("Firm", "F"), request, nil)
	root, err := o.Root("firms")
	require.NoError(t, err)
	p := root.Page
	assert.Equal(t, `name = "F"`, withValues(p.Scope))
	assert.Equal(t, `(some(place with not some(firms among name = "F")) and `+
		`some(customers among name = "F") and not some(customers among name = "F" with not listed = true) and count(customers among name = "F") > 0)`, withValues(p.Where))
	assert.Equal(t, `name = "F"`, withValues(p.Order[0].Scope))
	assert.Nil(t, p.Order[1].Scope, "places are seen")

	o, _ = s.operation(t, s.only("Place", "P"), request, nil)
	root, err = o.Root("firms")
	require.NoError(t, err)
	p = root.Page
	assert.Nil(t, p.Scope)
	assert.Equal(t, `(some(place among name = "P" with not some(firms)) and `+
		`some(customers) and not some(customers with not listed = true) and count(customers) > 0)`, withValues(p.Where))
	var scopes [][]string
	for _, path := range p.Parts[0].Aggregate.Scopes {
		texts := []string{}
		for _, scope := range path {
			texts = append(texts, withValues(scope))
		}
		scopes = append(scopes, texts)
	}
	assert.Equal(t, [][]string{{`name = "P"`}, {}, {`name = "P"`, `name = "P"`}}, scopes, "a scope for each step of a group's path")
}

// What lies in a place, and all places on the way there, must be seen.
func TestScopeReachesTrees(t *testing.T) {
	s := newSmall(t)
	o, _ := s.operation(t, s.only("Place", "P"), `{ firms(where: {place: {within: {id: "plc_1"}}}) { totalCount } }`, nil)
	root, err := o.Root("firms")
	require.NoError(t, err)
	assert.Equal(t, `some(place among name = "P" with within among name = "P" id "plc_1")`, withValues(root.Page.Where))
}
