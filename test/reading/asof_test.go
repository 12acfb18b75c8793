package reading_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
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

const operates = `{"from": {"Company": {"stockCode": "%s"}}, "to": {"ChainSegment": {"name": "%s"}}, %s}`

// terms serves segments of a chain: one with a firm that has two terms in it, one whose firms
// all left, one with two firms, one of which left, and one that never had a firm.
func terms(t *testing.T) *support.API {
	term := func(firm, segment, dates string) string { return fmt.Sprintf(operates, firm, segment, dates) }
	return support.Serve(t, neotest.Open(t), support.RowsOf(map[string]string{
		"nodes/Company.jsonl":      `{"name": "甲", "stockCode": "600000"}` + "\n" + `{"name": "乙", "stockCode": "600001"}`,
		"nodes/ChainSegment.jsonl": `{"name": "a two terms"}` + "\n" + `{"name": "b left"}` + "\n" + `{"name": "c one left"}` + "\n" + `{"name": "d never"}`,
		"relationships/OPERATES_IN.jsonl": strings.Join([]string{
			term("600000", "a two terms", `"role": "制造", "since": "2015", "until": "2018"`),
			term("600000", "a two terms", `"role": "制造", "since": "2020"`),
			term("600000", "b left", `"since": "2010", "until": "2019"`),
			term("600001", "b left", `"until": "2020-03"`),
			term("600000", "c one left", `"since": "2016"`),
			term("600001", "c one left", `"role": "研发", "since": "2016", "until": "2017"`),
		}, "\n"),
	}), app.Options{Today: lastOfMarch})
}

// A firm counts once however many terms it has, and not after it has left.
func TestSegmentsByTheirFirms(t *testing.T) {
	a := terms(t)
	for _, tt := range []struct {
		companies string
		want      []string
	}{
		{`{countOf: {nodes: {eq: 1}}, asOf: "today"}`, []string{"a two terms", "c one left"}},
		{`{none: {}, asOf: "today"}`, []string{"b left", "d never"}},
		{`{none: {}, asOf: "2018"}`, []string{"d never"}},
		{`{count: {eq: 2}}`, []string{"a two terms", "b left", "c one left"}},
		{`{count: {eq: 0}, asOf: "today-3y"}`, []string{"b left", "d never"}},
		{`{countOf: {nodes: {eq: 1}}}`, []string{"a two terms"}},
		{`{countOf: {edges: {eq: 2}, nodes: {eq: 1}}}`, []string{"a two terms"}},
		{`{countOf: {nodes: {eq: 0}}}`, []string{"d never"}},
		{`{countOf: {nodes: {gte: 1}, where: {node: {stockCode: {eq: "600001"}}}}}`, []string{"b left", "c one left"}},
		{`{countOf: {edges: {gte: 1}, where: {edge: {role: {eq: "研发"}}}}, asOf: "2017"}`, []string{"c one left"}},
		{`{countOf: {edges: {gte: 1}, where: {edge: {role: {eq: "研发"}}}}, asOf: "2018"}`, []string{}},
		{`{all: {node: {stockCode: {eq: "600000"}}}, asOf: "today"}`, []string{"a two terms", "b left", "c one left", "d never"}},
		{`{all: {edge: {role: {eq: "制造"}}}, some: {}, asOf: "today"}`, []string{"a two terms"}},
	} {
		for _, exact := range []bool{true, false} {
			where, want := `{companies: `+tt.companies+`}`, tt.want
			if !exact {
				where, want = `{not: `+where+`}`, others(want)
			}
			got := a.Data(t, `{ chainSegments(where: `+where+`, orderBy: [{name: ASC}]) { totalCount nodes { name } } }`, nil)
			assert.Equal(t, want, support.Texts(t, got, "chainSegments.nodes", "name"), where)
			assert.Equal(t, len(want), support.Number(t, got, "chainSegments.totalCount"), where)
		}
	}
}

func others(segments []string) []string {
	return slices.DeleteFunc([]string{"a two terms", "b left", "c one left", "d never"}, func(s string) bool { return slices.Contains(segments, s) })
}

// lastOfMarch is the day that relative dates count from.
func lastOfMarch() scalar.Date {
	day, err := scalar.ParseDate("2024-03-31")
	if err != nil {
		panic(err)
	}
	return day
}
