package reading_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

const employed = `{"from": {"Person": {"orcid": "0000-0002-1825-0097"}}, "to": {"Company": {"stockCode": "600000"}}, `

// dated serves a person who worked at a firm in several ways, each with other dates.
func dated(t *testing.T) *support.API {
	return support.Serve(t, neotest.Open(t), support.RowsOf(map[string]string{
		"nodes/Person.jsonl":   `{"name": "李", "orcid": "0000-0002-1825-0097"}`,
		"nodes/Company.jsonl":  `{"name": "甲", "stockCode": "600000"}`,
		"nodes/District.jsonl": `{"name": "张家港", "code": "320582"}`,
		"relationships/WORKS_AT.jsonl": employed + `"title": "a", "since": "2019", "until": "2021-02"}` + "\n" +
			employed + `"title": "b", "since": "2021-02-11", "until": "2022-03-01"}` + "\n" +
			employed + `"title": "c", "since": "2021-06"}` + "\n" +
			employed + `"title": "d", "until": "2020"}` + "\n" +
			employed + `"title": "e", "validFrom": "2022-01-05", "validTo": "2022-01-20"}` + "\n" +
			employed + `"title": "f", "since": "2018", "validFrom": "2019-06", "validTo": "2019-12-31"}` + "\n" +
			employed + `"title": "g"}`,
		"relationships/LOCATED_IN.jsonl": `{"from": {"Company": {"stockCode": "600000"}}, "to": {"District": {"code": "320582"}}, "validFrom": "2021-05-01"}`,
	}), app.Options{})
}

// The dates of the relationship itself count before those of validity; unknown ones count
// as open; a date of a month or a year takes in all of its days.
func TestAsOf(t *testing.T) {
	a := dated(t)
	for _, tt := range []struct {
		on     any
		titles []string
	}{
		{nil, []string{"a", "b", "c", "d", "e", "f", "g"}},
		{"2018", []string{"d", "f", "g"}},
		{"2019-12-31", []string{"a", "d", "f", "g"}},
		{"2020-01-01", []string{"a", "d", "g"}},
		{"2021", []string{"a", "b", "c", "g"}},
		{"2021-01", []string{"a", "g"}},
		{"2021-02-10", []string{"a", "g"}},
		{"2021-02-11", []string{"a", "b", "g"}},
		{"2021-03", []string{"b", "g"}},
		{"2021-06-30", []string{"b", "c", "g"}},
		{"2022-01-04", []string{"b", "c", "g"}},
		{"2022-01", []string{"b", "c", "e", "g"}},
		{"2022-03-01", []string{"b", "c", "g"}},
		{"2022-03-02", []string{"c", "g"}},
	} {
		got := a.Data(t, `query ($on: Date) { company(by: {stockCode: "600000"}) { employees(asOf: $on, edgeOrderBy: [{title: ASC}]) { totalCount edges { title } } } }`, vars{"on": tt.on})
		assert.Equal(t, tt.titles, support.Texts(t, got, "company.employees.edges", "title"), "%v", tt.on)
		assert.Equal(t, len(tt.titles), support.Number(t, got, "company.employees.totalCount"), "%v", tt.on)
	}
}

// Each field has its date, by which nested ones are not bound.
func TestAsOfIsOfOneField(t *testing.T) {
	a := dated(t)
	a.Same(t, `{"company": {
		"before": null, "after": {"name": "张家港"}, "now": {"name": "张家港"},
		"employees": {"nodes": [{"then": {"totalCount": 3}, "ever": {"totalCount": 7}}]}
	}}`, `{ company(by: {stockCode: "600000"}) {
		before: district(asOf: "2021-04") { name } after: district(asOf: "2021-05") { name } now: district { name }
		employees(asOf: "2020-06", first: 1) { nodes { then: employers(asOf: "2020") { totalCount } ever: employers { totalCount } } }
	} }`, nil)
	r := a.Ask(t, `{ companies { nodes { district(asOf: "2020-13") { name } } } }`, nil)
	assert.Equal(t, "BAD_USER_INPUT", r.Errors[0].Code())
	assert.Contains(t, r.Errors[0].Message, "month")
}
