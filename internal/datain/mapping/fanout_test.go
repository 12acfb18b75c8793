package mapping_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const skills = `nodes:
  - {entity: Person, as: p, fields: {orcid: o, name: n}}
  - {entity: Technology, as: t, key: name, forEach: {column: s, split: ","}, fields: {name: {entry: value}}}
links:
  - {type: SKILLED_IN, from: p, to: t}`

const upstream = `links:
  - type: UPSTREAM_OF
    forEach: {column: ups, kind: map}
    from: {entity: ChainSegment, key: name, value: {entry: key}}
    to: {entity: ChainSegment, key: name, value: industry}
    properties: {weight: {entry: value}}`

const places = `nodes:
  - {entity: Company, as: c, fields: {stockCode: code, name: n}}
  - {entity: District, as: d, key: name, forEach: {column: place, split: ",", path: "-"}, fields: {name: {entry: path}}}
links:
  - {type: WITHIN, from: d, to: {previous: d}}
  - {type: LOCATED_IN, from: c, to: d, when: {entry: last, equals: "true"}}`

const holders = `nodes:
  - {entity: Company, as: c, fields: {stockCode: code, name: n}}
  - {entity: Person, as: p, key: name, forEach: {column: who, split: ";", beside: {share: shares}}, fields: {name: {entry: value}}}
links:
  - {type: SHAREHOLDER_OF, from: p, to: c, properties: {share: {entry: share, transform: percent}}}`

const objects = `nodes:
  - {entity: Person, as: p, key: name, forEach: {column: team}, fields: {name: {entry: value.name}}}
  - {entity: Institution, as: i, key: name, forEach: p, when: {entry: value.school, empty: false}, fields: {name: {entry: value.school}}}
links:
  - {type: EDUCATED_AT, from: p, to: i}`

func TestInterpretOfEntries(t *testing.T) {
	tests := []struct {
		name, mapping, row string
		want               []string
	}{
		{
			"a comma list makes nodes and links, each once", skills,
			`{"o": "0000-0002-1825-0097", "n": "甲", "s": "光刻, 封装,,光刻"}`,
			[]string{
				"0 Person {name=甲 orcid=0000-0002-1825-0097}",
				"1 Technology {name=光刻} by name of s: 光刻", "2 Technology {name=封装} by name of s: 封装",
				"0 -SKILLED_IN {}-> 1 of s: 光刻", "0 -SKILLED_IN {}-> 2 of s: 封装",
			},
		},
		{
			"a JSON list does the same", skills,
			`{"o": "0000-0002-1825-0097", "n": "甲", "s": ["光刻", null, " "]}`,
			[]string{"0 Person {name=甲 orcid=0000-0002-1825-0097}", "1 Technology {name=光刻} by name of s: 光刻", "0 -SKILLED_IN {}-> 1 of s: 光刻"},
		},
		{
			"no entries leave the row itself", skills,
			`{"o": "0000-0002-1825-0097", "n": "甲"}`,
			[]string{"0 Person {name=甲 orcid=0000-0002-1825-0097}"},
		},
		{
			"a map, in the order of its keys; a bad entry is lost and the rest goes on", upstream,
			`{"industry": "面板", "ups": {"玻璃": 2, "铜": "many", "膜": 1.50}}`,
			[]string{
				`ChainSegment with name "玻璃" -UPSTREAM_OF {weight=2}-> ChainSegment with name "面板" of ups: 玻璃`,
				`ChainSegment with name "膜" -UPSTREAM_OF {weight=1.5}-> ChainSegment with name "面板" of ups: 膜`,
				`lost [ups: 铜] ups "many": is no number, expected a number, as in 12, -0.5 or 1,234.56`,
			},
		},
		{
			"a row of which nothing is left is rejected", upstream, `{"industry": "面板", "ups": {"铜": "many"}}`,
			[]string{`problem [ups: 铜] ups "many": is no number, expected a number, as in 12, -0.5 or 1,234.56`},
		},
		{"an empty map is skipped", upstream, `{"industry": "面板", "ups": {}}`, []string{"skipped"}},
		{
			"a text for a map rejects the row", upstream, `{"industry": "面板", "ups": "铜"}`,
			[]string{`problem [] ups "铜": is a text, expected a map such as {"a": 1}`},
		},
		{
			"paths make chains; equal steps are one", places,
			`{"code": "600000", "n": "甲", "place": "江苏-苏州-张家港,江苏-南京"}`,
			[]string{
				"0 Company {name=甲 stockCode=600000}",
				"1 District {name=江苏} by name of place: 江苏", "2 District {name=江苏-苏州} by name of place: 江苏-苏州",
				"3 District {name=江苏-苏州-张家港} by name of place: 江苏-苏州-张家港", "4 District {name=江苏-南京} by name of place: 江苏-南京",
				"2 -WITHIN {}-> 1 of place: 江苏-苏州", "3 -WITHIN {}-> 2 of place: 江苏-苏州-张家港",
				"0 -LOCATED_IN {}-> 3 of place: 江苏-苏州-张家港",
				"4 -WITHIN {}-> 1 of place: 江苏-南京", "0 -LOCATED_IN {}-> 4 of place: 江苏-南京",
			},
		},
		{
			"lists that run along", holders, `{"code": "600000", "n": "甲", "who": "张三;李四", "shares": "60%;40"}`,
			[]string{
				"0 Company {name=甲 stockCode=600000}", "1 Person {name=张三} by name of who: 张三", "2 Person {name=李四} by name of who: 李四",
				"1 -SHAREHOLDER_OF {share=60}-> 0 of who: 张三", "2 -SHAREHOLDER_OF {share=40}-> 0 of who: 李四",
			},
		},
		{
			"lists that do not run along reject the row", holders, `{"code": "600000", "n": "甲", "who": "张三;李四", "shares": "60%"}`,
			[]string{`problem [] who "张三;李四": has 2 entries, but shares has 1`},
		},
		{
			"objects, and a second node of the same entries", objects, `{"team": [{"name": "张三", "school": "清华大学"}, {"name": "李四"}]}`,
			[]string{
				`0 Person {name=张三} by name of team: {"name":"张三","school":"清华大学"}`,
				`1 Institution {name=清华大学} by name of team: {"name":"张三","school":"清华大学"}`,
				`2 Person {name=李四} by name of team: {"name":"李四"}`,
				`0 -EDUCATED_AT {}-> 1 of team: {"name":"张三","school":"清华大学"}`,
			},
		},
		{
			"pairs in a text",
			`links: [{type: UPSTREAM_OF, forEach: {column: ups, split: ";", pair: ":"}, from: {entity: ChainSegment, key: name, value: {entry: key}}, to: {entity: ChainSegment, key: name, value: i}, properties: {weight: {entry: value}}}]`,
			`{"i": "面板", "ups": "玻璃: 2;膜:1"}`,
			[]string{
				`ChainSegment with name "玻璃" -UPSTREAM_OF {weight=2}-> ChainSegment with name "面板" of ups: 玻璃`,
				`ChainSegment with name "膜" -UPSTREAM_OF {weight=1}-> ChainSegment with name "面板" of ups: 膜`,
			},
		},
		{
			"what follows a lost entry says so",
			`nodes: [{entity: ChainSegment, as: s, key: name, forEach: {column: l, split: ">"}, require: {entry: value, matches: "^[a-z]$", reason: one letter}, fields: {name: {entry: value}}}]
links: [{type: UPSTREAM_OF, from: {previous: s}, to: s}]`,
			`{"l": "a>2>c>d"}`,
			[]string{
				"0 ChainSegment {name=a} by name of l: a",
				`lost [l: 2] l "2": one letter`, `lost [l: c] l "c": follows an entry that is left out`, `lost [l: d] l "d": follows an entry that is left out`,
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := parse(t, file(tt.mapping))
			got := linesOf(m.Files[1].Interpret(row(t, tt.row)))
			assert.Equal(t, tt.want, got)
		})
	}
}

// manyTexts are more different texts than one row may fan out to, in one cell.
func manyTexts() string {
	var b strings.Builder
	for i := range 10_001 {
		b.WriteString(strconv.Itoa(i) + ",")
	}
	return b.String()
}

func TestFanOutIsBounded(t *testing.T) {
	ups := map[string]any{}
	for i := range 10_001 {
		ups[strconv.Itoa(i)] = json.Number("1")
	}
	tests := []struct {
		name, mapping string
		row           map[string]any
		want          string
	}{
		{"map", upstream, map[string]any{"industry": "a", "ups": ups}, "has 10001 entries, at most 10000"},
		{"list", skills, map[string]any{"o": "0000-0002-1825-0097", "n": "a", "s": manyTexts()}, "has 10001 entries, at most 10000"},
		{"path", places, map[string]any{"code": "600000", "n": "a", "place": strings.Repeat("a-", 300_000)}, "has a path of 300000 steps"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := parse(t, file(tt.mapping))
			got := m.Files[1].Interpret(tt.row)
			require.Len(t, got.Problems, 1)
			assert.Contains(t, got.Problems[0].Reason, tt.want)
			assert.Empty(t, got.Nodes)
		})
	}
}
