package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestInterpretOfRowItself(t *testing.T) {
	tests := []struct {
		name, mapping, row string
		want               []string
	}{
		{
			"values by the kind of their field",
			`nodes: [{entity: Company, fields: {stockCode: code, name: 名称（全称）, listedOn: d, registeredCapital: c, formerNames: {column: f, split: [",", "、"]}, illustrative: {value: false}}}]`,
			`{"code": "600000.SH", "名称(全称)": " 甲 ", "d": "2021年3月5日", "c": "1.5亿元", "f": "乙、丙,"}`,
			[]string{"0 Company {formerNames=[乙 丙] illustrative=false listedOn=2021-03-05 name=甲 registeredCapital=150000000 stockCode=600000}"},
		},
		{
			"a list of an enumeration",
			`nodes: [{entity: Officer, fields: {code: code, name: n, skills: {column: s, split: [","]}}}]`,
			`{"code": "1", "n": "甲", "s": "NEGOTIATION, SERVICE"}`,
			[]string{"0 Officer {code=1 name=甲 skills=[NEGOTIATION SERVICE]}"},
		},
		{
			"a list of an enumeration with a value of none",
			`nodes: [{entity: Officer, fields: {code: code, name: n, skills: {column: s, split: [","]}}}]`,
			`{"code": "1", "n": "甲", "s": "NEGOTIATION,谈判"}`,
			[]string{`problem [] s "NEGOTIATION,谈判": entry 2 is not one of NEGOTIATION, PRESENTATION, EVENTS, INDUSTRY, FINANCE, SERVICE; translate it with enum: {…: NEGOTIATION}`},
		},
		{
			"an empty cell leaves the field alone",
			`nodes: [{entity: Company, fields: {stockCode: code, name: n, shortName: s}}]`,
			`{"code": "600000", "n": " ", "s": null}`,
			[]string{"0 Company {stockCode=600000}"},
		},
		{
			"one bad value rejects the row, with all that is wrong",
			`nodes: [{entity: Company, fields: {stockCode: code, name: {column: n, required: true}, listedOn: d}}]`,
			`{"code": "600000", "n": "", "d": "x"}`,
			[]string{
				`problem [] n "": is empty, but a value is required`,
				`problem [] d "x": is no date, expected a date such as 2021, 2021-03, 2021-03-05, 2021/3/5, 2021年3月5日 or 20210305`,
			},
		},
		{
			"onError: omit loses the value alone",
			`nodes: [{entity: Company, fields: {stockCode: code, name: n, uscc: {column: u, onError: omit}, shortName: {column: s, onError: omit}}}]`,
			`{"code": "600000", "n": "甲", "u": "1", "s": "a\u0007"}`,
			[]string{
				"0 Company {name=甲 stockCode=600000}",
				`lost [] s "a\a": holds the control character U+0007; remove it`,
				`lost [] u "1": USCC: the code has 1 characters, expected 18`,
			},
		},
		{
			"a row without a key is rejected: it would be made anew each time",
			`nodes: [{entity: Company, key: [stockCode, name], fields: {stockCode: code, name: n}}]`,
			`{"code": "", "n": ""}`,
			[]string{`problem [] code "": has no stockCode and no name, by which the Company would be found again`},
		},
		{
			"the first key that has a value finds the node",
			`nodes: [{entity: Company, key: [stockCode, name], fields: {stockCode: code, name: n}}]`,
			`{"n": "甲"}`,
			[]string{"0 Company {name=甲} by name"},
		},
		{
			"conditions keep nodes out, and their links with them",
			`nodes: [{entity: Company, as: c, when: {column: kind, equals: 企业}, fields: {stockCode: code, name: n}}]
links: [{type: LOCATED_IN, from: c, to: {entity: District, key: code, value: {value: "320582"}}}]`,
			`{"kind": "机构", "code": "600000", "n": "甲"}`,
			[]string{"skipped"},
		},
		{
			"a lookup without a value makes no link",
			`nodes: [{entity: Company, as: c, fields: {stockCode: code, name: n}}]
links: [{type: LOCATED_IN, from: c, to: {entity: District, key: code, value: {column: n, cases: [{contains: 苏州, value: "320500"}, {matches: "^江苏", value: 320000}]}}}]`,
			`{"code": "600000", "n": "上海甲"}`,
			[]string{"0 Company {name=上海甲 stockCode=600000}"},
		},
		{
			"the first case that fits decides",
			`nodes: [{entity: Company, as: c, fields: {stockCode: code, name: n}}]
links: [{type: LOCATED_IN, from: c, to: {entity: District, key: code, value: {column: n, cases: [{contains: 苏州, value: "320500"}, {matches: "^江苏", value: 320000}]}}}]`,
			`{"code": "600000", "n": "江苏苏州甲"}`,
			[]string{"0 Company {name=江苏苏州甲 stockCode=600000}", `0 -LOCATED_IN {}-> District with code "320500"`},
		},
		{
			"cases with conditions, and else",
			`nodes: [{entity: Project, fields: {registrationCode: c, name: n, stage: {cases: [{when: {column: signed, empty: true}, value: PLANNING}, {when: {column: built, atLeast: 1}, value: BUILDING}], else: SIGNED}}}]`,
			`{"c": "1", "n": "甲", "signed": "2021", "built": "0"}`,
			[]string{"0 Project {name=甲 registrationCode=1 stage=SIGNED}"},
		},
		{
			"template, first, default, emptyAs",
			`emptyAs: ["-"]
nodes: [{entity: District, fields: {code: {first: [a, b]}, name: {template: "{province}{{x}}{city}"}}}]`,
			`{"a": "-", "b": "320500", "province": "江苏", "city": 1}`,
			[]string{"0 District {code=320500 name=江苏{x}1}"},
		},
		{
			"a template with a missing part is missing",
			`emptyAs: ["-"]
nodes: [{entity: District, fields: {code: b, name: {template: "{province}{city}", default: 未知}}}]`,
			`{"b": "320500", "province": "江苏", "city": "-"}`,
			[]string{"0 District {code=320500 name=未知}"},
		},
		{
			"a template does not make much of little",
			`nodes: [{entity: District, fields: {code: b, name: {template: "{t}{t}"}}}]`,
			`{"b": "320500", "t": "` + strings.Repeat("x", 60_000) + `"}`,
			[]string{`problem [] t "` + strings.Repeat("x", 200) + `…": makes a text of 120000 bytes, at most 100000 are taken`},
		},
		{
			"columns reach into objects",
			`nodes: [{entity: District, fields: {code: address.city.code, name: a.b}}]`,
			`{"address": {"city": {"code": 320500}}, "a.b": "whole name first", "a": {"b": "not this"}}`,
			[]string{"0 District {code=320500 name=whole name first}"},
		},
		{
			"a list in a text field is reported, not guessed",
			`nodes: [{entity: District, fields: {code: c, name: n}}]`,
			`{"c": "320500", "n": ["a"]}`,
			[]string{`problem [] n "[\"a\"]": is a list or an object, expected a text; choose a part of it, or join: a list`},
		},
		{
			"requirements",
			`require: [{column: c, matches: '^\d{6}$', reason: six digits}, {any: [{column: n, empty: false}, {column: m, empty: false}]}]
nodes: [{entity: District, fields: {code: c, name: n}}]`,
			`{"c": "32O500"}`,
			[]string{`problem [] c "32O500": six digits`, `problem [] n "": does not fulfil what line 5 of the mapping requires`, `problem [] c "32O500": GBT2260: character 3 is O, expected a digit (perhaps 0 was meant)`},
		},
		{
			"when of the file skips, a bad comparison rejects",
			`when: {column: n, above: 3}
nodes: [{entity: District, fields: {code: c, name: n}}]`,
			`{"c": "320500", "n": "x"}`,
			[]string{`problem [] n "x": cannot be compared: is no number, expected a number, as in 12, -0.5 or 1,234.56`},
		},
		{
			"properties, sources, lookups by id and by name",
			`sources: [s1]
links: [{type: WORKS_AT, from: {entity: Person, key: id, value: p}, to: {entity: Company, key: name, value: c}, properties: {title: t, since: {column: d, transform: date}}, sources: [s1, {column: src}]}]`,
			`{"p": "per_01ke5q86000000000000000001", "c": "甲", "t": "董事", "d": "2020/1", "src": "other"}`,
			[]string{`per_01ke5q86000000000000000001 -WORKS_AT {since=2020-01 title=董事}-> Company with name "甲" from s1 from other`},
		},
		{
			"unknown: create makes the end",
			`nodes: [{entity: Company, as: c, fields: {stockCode: code, name: n}}]
links: [{type: LOCATED_IN, from: c, unknown: create, sources: [s2], to: {entity: District, key: code, value: d, fields: {name: dn}}}]`,
			`{"code": "600000", "n": "甲", "d": "320582", "dn": "张家港"}`,
			[]string{"0 Company {name=甲 stockCode=600000}", "1 District {code=320582 name=张家港} if missing from s2", "0 -LOCATED_IN {}-> 1 from s2"},
		},
		{
			"nothing is created for one end alone",
			`links: [{type: LOCATED_IN, from: {entity: Company, key: name, value: n, unknown: create}, to: {entity: District, key: code, value: d}}]`,
			`{"n": "甲"}`,
			[]string{"skipped"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := parse(t, file(tt.mapping))
			assert.Equal(t, tt.want, linesOf(m.Files[len(m.Files)-1].Interpret(row(t, tt.row))))
		})
	}
}

// A conflict over an end that is made for an entry says which entry; an end that is made
// for the row says nothing.
func TestEndsNameTheirEntries(t *testing.T) {
	m := parse(t, file(places))
	links := m.Files[len(m.Files)-1].Interpret(row(t, `{"code": "600000", "n": "甲", "place": "江苏-苏州"}`)).Links
	require.Len(t, links, 2)
	assert.Equal(t, map[string]string{"from": "苏州", "to": "江苏"}, links[0].Values)
	assert.Equal(t, map[string]string{"from": "place", "to": "place"}, links[0].Columns)
	assert.Equal(t, map[string]string{"to": "苏州"}, links[1].Values)
}
