package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestParseRefusesWholeMappings(t *testing.T) {
	deep := "version: 1\nfiles: " + strings.Repeat("[", 60) + strings.Repeat("]", 60)
	laughs := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'i'; c++ {
		laughs += string(c) + ": &" + string(c) + " [" + strings.TrimSuffix(strings.Repeat("*"+string(c-1)+",", 9), ",") + "]\n"
	}
	tests := []struct{ name, text, want string }{
		{"nothing", "", "the mapping is empty; begin with version: 1"},
		{"comments only", "# nothing\n", "the mapping is empty"},
		{"no YAML", "files: [", "is no YAML: line 1: did not find expected node content"},
		{"no UTF-8", "version: 1\nfiles: \xff", "is no YAML"},
		{"two documents", "version: 1\n---\nversion: 1\n", "2:1: a second document begins here"},
		{"too long", "# " + strings.Repeat("x", 1<<20), "at most 1048576 are read"},
		{"too deep", deep, "nests deeper than 40 levels"},
		{"billion laughs", laughs, "grows beyond 200000 entries here; write out what the aliases"},
		{"alias of itself", "a: &a [*a]", "nests deeper than 40 levels"},
		{"a list", "- a", "1:1: the mapping: expected keys and values, of version, emptyAs, timeZone, sources, files"},
		{"no version", "files: [{file: a.csv}]", "1:1: begin with version: 1"},
		{"another version", "version: 2\nfiles: []", "1:1: begin with version: 1"},
		{"no files", "version: 1", "1:1: the mapping has no files:"},
		{"a misspelt key", "version: 1\nsource: []\nfiles: []", `2:1: the mapping has no key "source"; did you mean sources?`},
		{"a key twice", "version: 1\nfiles: []\nfiles: []", `3:1: the mapping has the key "files" twice`},
		{"a merge key", "version: 1\nfiles:\n- <<: {file: a.csv}", `3:3: a file has no key "<<"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := mapping.Parse([]byte(tt.text), load(t))
			require.Error(t, err)
			assert.Contains(t, err.Error(), tt.want)
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
		})
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"no nodes and no links", `when: {column: a, empty: true}`, "4:5: the file has neither nodes: nor links:"},
		{"file and rows", `rows: []`, "4:5: expected either file: with a name or pattern, or rows:"},
		{"unknown entity", `nodes: [{entity: Compani, fields: {name: n}}]`, `5:22: there is no entity "Compani"; did you mean Company?`},
		{"unknown field", `nodes: [{entity: Company, fields: {stock: n}}]`, `Company has no key "stock"; did you mean stockCode?`},
		{"field of the service", `nodes: [{entity: Company, fields: {version: n}}]`, `5:40: Company has no key "version"`},
		{"no key", `nodes: [{entity: Technology, fields: {name: n}}]`, "each import would make this Technology anew: give one of its keys (code) among fields:, or say by which indexed field it is found, as in key: name"},
		{"key without index", `nodes: [{entity: Company, key: description, fields: {description: n}}]`, `"description" cannot find a Company`},
		{"key not set", `nodes: [{entity: Company, key: uscc, fields: {name: n}}]`, "the key uscc is not among the fields"},
		{"protect what is not set", `nodes: [{entity: Company, protect: [name], fields: {uscc: n}}]`, "protect names name, which fields: does not set"},
		{"two handles", `nodes: [{entity: Company, as: a, fields: {uscc: n}}, {entity: Company, as: a, fields: {uscc: n}}]`, `two nodes of the file are called "a"`},
		{"a number for a column", `nodes: [{entity: Company, fields: {uscc: 12}}]`, `5:46: uscc is "12", expected the name of a column; write {value: 12} for a constant`},
		{"two origins", `nodes: [{entity: Company, fields: {uscc: {column: a, value: b}}}]`, "uscc: expected exactly one of column, value, entry, template, first, cases, got column and value"},
		{"no origin", `nodes: [{entity: Company, fields: {uscc: {transform: trim}}}]`, "first, cases, got none"},
		{"a bad constant", `nodes: [{entity: Company, fields: {uscc: u, foundedOn: {value: soon}}}]`, "foundedOn: soon is no date"},
		{"a bad enum constant", `nodes: [{entity: Project, fields: {registrationCode: u, stage: {value: 签了}}}]`, "stage: 签了 is not one of PLANNING, NEGOTIATING"},
		{"entry outside", `nodes: [{entity: Company, fields: {uscc: {entry: value}}}]`, "entry: is known only where forEach: is"},
		{"unknown part", `nodes: [{entity: Company, forEach: {column: a}, fields: {uscc: {entry: valu}}}]`, `an entry has no "valu"; did you mean value?`},
		{"key of a list", `nodes: [{entity: Company, forEach: {column: a}, fields: {uscc: {entry: key}}}]`, "entry: key is known only of a map"},
		{"unknown transform", `nodes: [{entity: Company, fields: {uscc: {column: a, transform: [trimm]}}}]`, `there is no transform "trimm"; did you mean trim?`},
		{"transform without options", `nodes: [{entity: Company, fields: {uscc: {column: a, transform: regex}}}]`, `regex needs more than its name, such as {regex: '(\d+)'}`},
		{"two transforms in one", `nodes: [{entity: Company, fields: {uscc: {column: a, transform: {pad: 6, regex: a}}}}]`, "a transform is one name"},
		{"a bad pattern", `nodes: [{entity: Company, fields: {uscc: {column: a, transform: {regex: '('}}}}]`, "not a regular expression of RE2"},
		{"a pattern that could run away", `nodes: [{entity: Company, fields: {uscc: {column: a, transform: {regex: '(a)\1'}}}}]`, "not a regular expression of RE2"},
		{"no such group", `nodes: [{entity: Company, fields: {uscc: {column: a, transform: {regex: {pattern: '(a)', group: 2}}}}}]`, "no group 2"},
		{"a bad unit", `nodes: [{entity: Company, fields: {uscc: a, registeredCapital: {column: a, transform: {amount: 斤}}}}]`, `unit is "斤", expected 元, 万元`},
		{"an open template", `nodes: [{entity: Company, fields: {uscc: {template: "{a"}}}]`, "template: a brace is not closed"},
		{"a template of many columns", `nodes: [{entity: Company, fields: {uscc: {template: "` + strings.Repeat("{a}", 51) + `"}}}]`, "has 51 columns, at most 50"},
		{"a long replacement", `nodes: [{entity: Company, fields: {uscc: {column: a, transform: {replace: {text: a, with: ` + strings.Repeat("a", 101) + `}}}}}]`, "with: expected a text of at most 100 bytes"},
		{"a case without checks", `nodes: [{entity: Company, fields: {uscc: {column: a, cases: [{value: x}]}}}]`, "the case says nothing about when it fits"},
		{"a case without value", `nodes: [{entity: Company, fields: {uscc: {column: a, cases: [{equals: x}]}}}]`, "the case gives no value:"},
		{"cases of nothing", `nodes: [{entity: Company, fields: {uscc: {cases: [{equals: x, value: y}]}}}]`, "cases: names no column: to look at"},
		{"an empty condition", `nodes: [{entity: Company, when: {column: a}, fields: {uscc: a}}]`, "the condition checks nothing"},
		{"a condition of nothing", `nodes: [{entity: Company, when: {equals: a}, fields: {uscc: a}}]`, "the condition names no column: to look at"},
		{"a bad bound", `nodes: [{entity: Company, when: {column: a, above: x}, fields: {uscc: a}}]`, "above: expected a number"},
		{"unknown source", `sources: [s3]` + "\n" + `nodes: [{entity: Company, fields: {uscc: a}}]`, `5:15: no source with the citationKey "s3" is declared; did you mean s1?`},
		{"confidence beyond 1", `confidence: 1.1` + "\n" + `nodes: [{entity: Company, fields: {uscc: a}}]`, "confidence: 1.1 expected a number from 0 to 1"},
		{"unknown type", `links: [{type: LOCATED, from: {entity: Company, key: uscc, value: a}, to: {entity: District, key: code, value: b}}]`, `there is no relationship type "LOCATED"; did you mean LOCATED_IN?`},
		{"the wrong way round", `links: [{type: LOCATED_IN, to: {entity: Company, key: uscc, value: a}, from: {entity: District, key: code, value: b}}]`, "LOCATED_IN does not lead from District to Company; it leads from Company to District, or from"},
		{"no such handle", `links: [{type: LOCATED_IN, from: company, to: {entity: District, key: code, value: b}}]`, `from is "company", but no node of this file has that as:`},
		{"a lookup by what has no index", `links: [{type: LOCATED_IN, from: {entity: Company, key: description, value: a}, to: {entity: District, key: code, value: b}}]`, `"description" cannot find a Company`},
		{"create without a name", `links: [{type: LOCATED_IN, unknown: create, from: {entity: Company, key: name, value: a}, to: {entity: District, key: code, value: b}}]`, "unknown: create cannot make a District without name"},
		{"properties of none", `links: [{type: LOCATED_IN, properties: {since: a}, from: {entity: Company, key: name, value: a}, to: {entity: District, key: code, value: b}}]`, "LOCATED_IN has no properties"},
		{"protect an end of many", `links: [{type: HOLDS, protect: [to], from: {entity: Company, key: name, value: a}, to: {entity: Patent, key: name, value: b}}]`, "many HOLDS relationships may stand side by side"},
		{"previous without entries", "nodes: [{entity: District, as: d, fields: {code: a}}]\nlinks: [{type: WITHIN, from: d, to: {previous: d}}]", `previous: "d" has no forEach:`},
		{"ends of different entries", "nodes: [{entity: Company, as: a, forEach: {column: a}, fields: {uscc: {entry: value}}}, {entity: Patent, as: b, forEach: {column: b}, key: name, fields: {name: {entry: value}}}]\nlinks: [{type: HOLDS, from: a, to: b}]", "to is made for each of other entries than the link's"},
		{"a taken name beside", `nodes: [{entity: Company, forEach: {column: a, beside: {key: b}}, fields: {uscc: {entry: value}}}]`, "beside: the name key is taken"},
		{"a delimiter of two characters", "csv: {delimiter: ab}\nnodes: [{entity: Company, fields: {uscc: a}}]", "expected one character, or tab"},
		{"two formats", "csv: {}\nxlsx: {}\nnodes: [{entity: Company, fields: {uscc: a}}]", "the file is csv already"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := mapping.Parse([]byte(file(tt.body)), load(t))
			require.Error(t, err)
			assert.Contains(t, err.Error(), tt.want)
		})
	}
}

func TestParseReportsAllMistakesAtOnce(t *testing.T) {
	_, err := mapping.Parse([]byte(`version: 1
sources: [{name: no key}, {citationKey: a, name: A, publishedOn: soon}, {citationKey: a}]
files:
  - file: ../up.csv
    nodes: [{entity: Nothing}]
  - file: b.csv
    nodes: {entity: Company, fields: {nothing: a}}
`), load(t))
	require.Error(t, err)
	for _, want := range []string{
		"2:11: a source needs a citationKey", "2:27: source: publishedOn is no date", `2:73: the citationKey "a" is declared twice`,
		`4:11: file is "../up.csv", expected a name or pattern within the imported directory`, `5:22: there is no entity "Nothing"`,
		`7:39: Company has no key "nothing"`,
	} {
		assert.Contains(t, err.Error(), want)
	}
}

func TestParseFiles(t *testing.T) {
	m := parse(t, `
version: 1
sources: [{citationKey: a, name: A, publishedOn: 2021}, {citationKey: known}]
files:
  - title: places
    rows: [{code: "320582", name: 张家港市, parent: null}, {code: 320500}]
    nodes: [{entity: District, fields: {code: code, name: name}}]
  - file: data/*.csv
    csv: {encoding: gb18030, delimiter: tab, headerRow: 3}
    confidence: 0.8
    nodes: [{entity: District, when: {column: 是否, equals: 是}, fields: {code: "代码（六位）", name: address.name}}]
  - file: b.xlsx
    xlsx: {sheet: 企业}
    nodes: [{entity: District, confidence: 1, validFrom: 2021, validTo: {column: 至}, fields: {code: c}}]
`)
	require.Len(t, m.Files, 4)
	assert.Equal(t, []string{"sources", "places", "data/*.csv", "b.xlsx"}, []string{m.Files[0].Pattern, m.Files[1].Pattern, m.Files[2].Pattern, m.Files[3].Pattern})
	assert.Len(t, m.Files[0].Inline, 1, "a source with its key alone is in the graph already")
	assert.Equal(t, []string{"0 Source {citationKey=a name=A publishedOn=2021}"}, linesOf(m.Files[0].Interpret(m.Files[0].Inline[0].Values)))
	assert.Equal(t, 6, m.Files[1].Inline[1].Line)
	assert.Equal(t, []string{"0 District {code=320500}"}, linesOf(m.Files[1].Interpret(m.Files[1].Inline[1].Values)))
	assert.Equal(t, mapping.Format{Kind: "csv", Encoding: "gb18030", Delimiter: '\t', HeaderRow: 3}, m.Files[2].Format)
	assert.Equal(t, mapping.Format{Kind: "xlsx", Sheet: "企业"}, m.Files[3].Format)

	assert.Equal(t, []string{"address.name", "代码（六位）", "是否"}, m.Files[2].Columns())
	require.NoError(t, m.Files[2].CheckColumns([]string{"address", "代码(六位)", "是否", "more"}))
	assert.ErrorContains(t, m.Files[2].CheckColumns([]string{"address.name", "代码", "是否"}), `data/*.csv lacks columns that the mapping reads: "代码（六位）"`)

	held := m.Files[3].Interpret(map[string]any{"c": "320500", "至": "2022年"}).Nodes[0]
	assert.InDelta(t, 1, *held.Confidence, 0)
	assert.Equal(t, "2021", held.ValidFrom)
	assert.Equal(t, "2022", held.ValidTo)
	assert.Equal(t, map[string]string{"code": "c"}, held.Columns)
	assert.Equal(t, map[string]string{"code": "320500"}, held.Values)
}

func FuzzParse(f *testing.F) {
	cat := load(f)
	for _, body := range []string{skills, upstream, places, holders, objects, "when: {not: {column: a, in: [1, x]}}\nnodes: []", "csv: {}\nlinks: [{type: 1}]"} {
		f.Add(file(body))
	}
	f.Add("version: 1\nfiles: [{rows: [{a: b}], nodes: [{entity: Company, forEach: [], key: {}, fields: {name: {cases: {}}}}]}]")
	f.Add("version: {}\nsources: {a: [b]}\nfiles: {file: {}, require: {}, csv: [], nodes: {forEach: {beside: []}}, links: {from: {previous: {}}, to: []}}")
	f.Fuzz(func(_ *testing.T, text string) {
		m, err := mapping.Parse([]byte(text), cat)
		if err != nil {
			return
		}
		for i := range m.Files {
			m.Files[i].Interpret(map[string]any{"a": "1,2", "s": []any{"x", map[string]any{}}, "ups": map[string]any{"k": nil}})
		}
	})
}
