package ingest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
)

// disputed are two sources that disagree about a node and a relationship, a file set each.
func disputed() (first, second map[string]string) {
	first = map[string]string{
		"nodes/Source.jsonl": `{"name": "A", "citationKey": "a"}` + "\n" + `{"name": "B", "citationKey": "b"}`,
		"nodes/Firm.jsonl": `{"name": "Alpha", "ticker": "600000", "staff": 1, "aliases": ["x"], "confidence": 0.9, "sources": [{"Source": {"citationKey": "a"}}]}` + "\n" +
			`{"name": "Beta", "ticker": "600001"}`,
		"relationships/SELLS_TO.jsonl": `{"from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "600001"}}, "product": "p", "share": 0.5, "sources": [{"Source": {"citationKey": "a"}}]}`,
	}
	second = map[string]string{
		"nodes/Firm.jsonl":             `{"ticker": "600000", "staff": 2, "aliases": ["y"], "confidence": 0.95, "validFrom": "2020", "sources": [{"Source": {"citationKey": "b"}}]}`,
		"relationships/SELLS_TO.jsonl": `{"from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "600001"}}, "product": "p", "share": 0.25, "confidence": 0.1, "sources": [{"Source": {"citationKey": "b"}}]}`,
	}
	return first, second
}

func TestDisagreeingSourcesImportedTwiceWriteNothing(t *testing.T) {
	for name, swap := range map[string]bool{"the first source first": false, "the second source first": true} {
		t.Run(name, func(t *testing.T) {
			cat := smallSchema(t)
			db := migrated(t, cat)
			a, b := disputed()
			sources := map[string]string{"nodes/Source.jsonl": a["nodes/Source.jsonl"]}
			order := []map[string]string{sources, a, b}
			if swap {
				b["nodes/Firm.jsonl"] = `{"name": "Alpha", ` + b["nodes/Firm.jsonl"][1:] + "\n" + `{"name": "Beta", "ticker": "600001"}`
				order = []map[string]string{sources, b, a}
			}
			for _, set := range order {
				require.Empty(t, importAll(t, db, cat, files(set)).Problems)
			}
			before := exported(t, db, cat)
			assert.Equal(t, int64(6), value(t, db, "MATCH (s:Statement) RETURN count(s)"))
			changes := value(t, db, "MATCH (c:Change) RETURN count(c)")
			for _, set := range order {
				report := importAll(t, db, cat, files(set))
				assert.Equal(t, ingest.Counts{Rows: report.Rows, Unchanged: report.Rows}, report.Counts)
			}
			assert.Equal(t, before, exported(t, db, cat))
			assert.Equal(t, changes, value(t, db, "MATCH (c:Change) RETURN count(c)"))
		})
	}
}

func TestStatementsSurviveExportAndImport(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	a, b := disputed()
	importAll(t, db, cat, files(a))
	importAll(t, db, cat, files(b))
	first := exported(t, db, cat)
	assert.Contains(t, first["nodes/Firm.jsonl"], `"statements":[{"field":"aliases","value":["x"],"confidence":0.9,"sources":["src_`)
	shown := "MATCH (s:Statement) WITH s ORDER BY s.field, s.value RETURN collect([s.field, s.value, s.displayed, s.confidence])"
	statements := value(t, db, shown)

	db = migrated(t, cat)
	require.Empty(t, importAll(t, db, cat, files(first)).Problems)
	assert.Equal(t, first, exported(t, db, cat))
	assert.Equal(t, statements, value(t, db, shown))
	for _, again := range []map[string]string{first, a, b} {
		report := importAll(t, db, cat, files(again))
		assert.Equal(t, report.Rows, report.Unchanged, "what was said before is still known")
	}
}

func TestBadStatementsAreRejected(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	report := importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": `
{"name": "a", "statements": "x"}
{"name": "b", "statements": [{"field": "colour", "value": 1}]}
{"name": "c", "statements": [{"field": "staff", "value": "many"}]}
{"name": "d", "statements": [{"field": "staff", "value": 1, "confidence": 7}]}
{"name": "e", "statements": [{"field": "staff", "value": 1, "sources": [{"Source": {"citationKey": "none"}}]}]}
{"name": "f", "statements": [{"field": "staff", "value": 1, "extra": 1}]}
{"name": "g", "confidence": "sure"}
{"name": "h", "validFrom": 2020}
`}))
	assert.Equal(t, ingest.Counts{Rows: 8, Rejected: 8}, report.Counts)
	require.Len(t, report.Problems, 8)
	for i, want := range []string{
		"expected a list", "over which sources can disagree", "staff: value is", "from 0 to 1", "import the source first",
		`has no member "extra"`, "from 0 to 1", "expected a text",
	} {
		assert.Contains(t, report.Problems[i].Reason, want)
	}
}
