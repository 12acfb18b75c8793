package input_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/write/input"
	"github.com/clustergraph/clustergraph/internal/write/writetest"
)

type object = map[string]any

const chg, src = "chg_01hzzzzzzzzzzzzzzzzzz00001", "src_01hzzzzzzzzzzzzzzzzzz00001"

// faults are the fields that something is wrong with, and what.
func faults(problems []input.Problem) (list []string) {
	for _, p := range problems {
		list = append(list, p.Field+": "+p.Reason)
	}
	return list
}

func TestCheckOfNodes(t *testing.T) {
	sure, wrong := 0.75, 1.5
	tests := []struct {
		name string
		row  input.Node
		want string
	}{
		{"all that a row says of itself", input.Node{Confidence: &sure, ValidFrom: "2020", ValidTo: "2020-06"}, ""},
		{"too sure", input.Node{Confidence: &wrong}, "confidence: is 1.5, expected a number from 0 to 1"},
		{"no date", input.Node{ValidFrom: "soon"}, "validFrom: "},
		{"ends before it begins", input.Node{ValidFrom: "2020", ValidTo: "2019-12"}, "validTo: 2019-12 is before validFrom, which is 2020"},
		{"a year of two digits", input.Node{ValidFrom: "0023"}, "validFrom: is 0023, expected a year from 1000 to 2999"},
		{"the wrong way round, restored", input.Node{ValidFrom: "2020", ValidTo: "2019-12", Restored: true}, ""},
		{"drops something else", input.Node{Drop: []string{"name"}}, "name: is nothing that a row says of itself"},
		{"another's id", input.Node{ID: src}, `id: "` + src + `" is not an id of a Firm, such as frm_…`},
		{"version", input.Node{Version: -1}, "version: must be 1 or more"},
		{"moment", input.Node{RecordedAt: "yesterday"}, "recordedAt: "},
		{"no such source", input.Node{Sources: []input.Ref{{Entity: "Source", Field: "name", Value: "x"}}}, `sources: "name" is not a key of Source; its keys are id, citationKey`},
		{"a firm as a source", input.Node{Sources: []input.Ref{writetest.ByTicker("600000")}}, `sources: Firm with ticker "600000" is not a Source`},
		{"a source that the reader found wrong", input.Node{Sources: []input.Ref{{}}}, ""},
		{"no change", input.Node{CreatedIn: "x"}, `createdIn: "x" is not an id of a change, such as chg_…`},
		{"contested", input.Node{CreatedIn: chg, Contested: []string{"staff", "validTo"}}, ""},
		{"contested without claims", input.Node{Contested: []string{"version"}}, `statements: "version" is no field over which sources can disagree`},
		{"claim", input.Node{Claims: []input.Claim{{Field: "staff", Value: 7, Sources: []input.Ref{{ID: src}}}, {Field: "about"}}}, ""},
		{"claim of another field", input.Node{Claims: []input.Claim{{Field: "colour"}}}, `statements: "colour" is no field over which sources can disagree`},
		{"claim of a wrong value", input.Node{Claims: []input.Claim{{Field: "staff", Value: "x"}}}, "statements: staff: value is \"x\", expected a whole number within ±2^31"},
		{"claim of the wrong sources", input.Node{Claims: []input.Claim{{Field: "staff", Sources: []input.Ref{{ID: "x"}}}}}, "statements: staff: sources \"x\" is not an id of ours"},
		{"what the reader found comes first", input.Node{Problems: []input.Problem{{Field: "line", Reason: "is odd"}}}, "line: is odd"},
	}
	cat := writetest.Schema(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.row.Values = object{"name": "x"}
			got := faults(tt.row.Check(cat, cat.Entity("Firm")).Problems)
			if tt.want == "" {
				assert.Empty(t, got)
				return
			}
			require.Len(t, got, 1)
			assert.Contains(t, got[0], tt.want)
		})
	}
}

func TestCheckOfEdges(t *testing.T) {
	firm, visit := writetest.ByTicker, input.Ref{ID: "vis_01hzzzzzzzzzzzzzzzzzz00001"}
	tests := []struct {
		name string
		typ  string
		row  input.Edge
		want []string
	}{
		{"right", "SELLS_TO", input.Edge{From: firm("600000"), To: firm("600001.SH"), Values: object{"product": "p"}}, nil},
		{"one of several kinds", "PAID_TO", input.Edge{From: visit, To: firm("600000")}, nil},
		{"ends of no kind", "SELLS_TO", input.Edge{From: firm("600000"), To: visit}, []string{"from: SELLS_TO does not lead from a Firm to a Visit; it leads from Firm to Firm"}},
		{"ends that the reader found wrong", "SELLS_TO", input.Edge{From: firm("600000"), Problems: []input.Problem{{Field: "to", Reason: "is odd"}}}, []string{"to: is odd"}},
		{"everything at once", "SELLS_TO", input.Edge{ID: "x", From: firm("6"), To: input.Ref{Entity: "Planet"}, Values: object{"share": "half"}}, []string{
			`share: is "half", expected a number`, "from: Firm.ticker: ", `to: there is no entity "Planet"; known are City, Firm, Source, Visit`, `id: "x" is not an id of a relationship`,
		}},
		{"a key is no field of claims", "SELLS_TO", input.Edge{From: firm("600000"), To: firm("600001"), Contested: []string{"share", "product"}}, []string{
			`statements: "product" is no field over which sources can disagree`,
		}},
	}
	cat := writetest.Schema(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := tt.row.Check(cat, tt.typ)
			got := faults(c.Problems)
			require.Len(t, got, len(tt.want), "%v", got)
			for i, want := range tt.want {
				assert.Contains(t, got[i], want)
			}
			if tt.want == nil {
				require.NotNil(t, c.Kind)
				assert.Equal(t, tt.typ, c.Kind.Type)
			}
		})
	}
	c := tests[0].row.Check(cat, "SELLS_TO")
	assert.Equal(t, input.Ref{Entity: "Firm", Field: "ticker", Value: "600001"}, c.To, "in stored form")
}

func TestRefs(t *testing.T) {
	cat := writetest.Schema(t)
	all := func(r input.Ref) string {
		n, err := r.Normalize(cat, input.Unique)
		if err != nil {
			return err.Error()
		}
		field, value := n.Key()
		return n.EntityIn(cat).Name + " " + field + " " + n.String() + " " + value.(string)
	}
	id := "frm_01hzzzzzzzzzzzzzzzzzz00001"
	for want, r := range map[string]input.Ref{
		"Firm id " + id + " " + id: {ID: id},
		"Firm id frm_01hzzzzzzzzzzzzzzzzzz00002 frm_01hzzzzzzzzzzzzzzzzzz00002":                                                         {Entity: "Firm", Field: "id", Value: "frm_01hzzzzzzzzzzzzzzzzzz00002"},
		`Firm ticker Firm with ticker "600000" 600000`:                                                                                  writetest.ByTicker("600000.SH"),
		"the ticker of the Firm is null":                                                                                                {Entity: "Firm", Field: "ticker"},
		`"name" is not a key of Firm; its keys are id, uscc, ticker`:                                                                    {Entity: "Firm", Field: "name", Value: "x"},
		`"x" is not an id of ours; give an id, or an entity and its key, such as {"Company": {"uscc": …}}`:                              {ID: "x"},
		`"chg_01hzzzzzzzzzzzzzzzzzz00001" is not an id of ours; give an id, or an entity and its key, such as {"Company": {"uscc": …}}`: {ID: chg},
	} {
		assert.Equal(t, want, all(r))
	}
}

// Sources are found later: those that lead nowhere are the row's problem.
func TestSourcesAreResolved(t *testing.T) {
	cat := writetest.Schema(t)
	known, unknown := input.Ref{ID: src}, input.Ref{Entity: "Source", Field: "citationKey", Value: "k"}
	row := input.Node{Values: object{"name": "x"}, Sources: []input.Ref{known}, Claims: []input.Claim{{Field: "staff", Value: 7, Sources: []input.Ref{known, unknown}}}}
	c := row.Check(cat, cat.Entity("Firm"))
	find := func(r input.Ref) string { return map[input.Ref]string{known: src}[r] }
	assert.Equal(t, []string{src}, c.ResolveSources(find))
	claims := c.ResolveClaims(find)
	assert.Equal(t, []string{`sources: there is no Source with citationKey "k"; import the source first`}, faults(c.Problems))
	require.Len(t, claims, 1)
	assert.Equal(t, []any{"staff", "7", []string{src, ""}}, []any{claims[0].Field, claims[0].Value, claims[0].Sources})
}
