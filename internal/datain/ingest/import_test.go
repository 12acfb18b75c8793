package ingest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// small is a graph with each kind of value and relationship.
func small() map[string]string {
	return map[string]string{
		"nodes/Source.jsonl": `
{"name": "Later", "citationKey": "later", "sources": [{"Source": {"citationKey": "register"}}]}
{"name": "Register 登记", "citationKey": "register"}
`,
		"nodes/Firm.jsonl": `
{"name": "永钢", "uscc": "91320582PDY00001X7", "ticker": "600000.SH", "aliases": ["a", "b"], "foundedOn": "2022-02", "capital": 9007199254740992, "staff": 12, "score": 3, "listed": true, "size": "LARGE", "about": "one\ntwo", "checkedAt": "2026-01-02T03:04:05+08:00", "sources": [{"Source": {"citationKey": "register"}}]}
{"name": "Beta", "ticker": "000001", "illustrative": true, "confidence": 0.25, "validFrom": "2020", "validTo": "2021-03", "recordedBy": "zhang"}

{"name": "Gamma"}
`,
		"nodes/City.jsonl":  `{"name": "张家港"}` + "\n" + `{"name": "苏州"}`,
		"nodes/Visit.jsonl": `{"name": "spring", "year": 2021}` + "\n" + `{"name": "spring", "year": 2022}`,
		"relationships/LIES_IN.jsonl": `
{"from": {"Firm": {"ticker": "600000"}}, "to": {"City": {"name": "张家港"}}, "sources": [{"Source": {"citationKey": "register"}}]}
`,
		"relationships/SELLS_TO.jsonl": `
{"from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "000001"}}, "product": "steel", "since": "2020", "share": 0.5, "confidence": 1, "validFrom": "2020-01-02", "recordedBy": "zhang"}
{"from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "000001"}}, "product": "steel", "since": "2021"}
{"from": {"Firm": {"ticker": "000001"}}, "to": {"Firm": {"ticker": "000001"}}}
`,
	}
}

func TestImportThenAgain(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	report := importAll(t, db, cat, files(small()))
	assert.Empty(t, report.Problems)
	assert.Equal(t, tally{Rows: 13, Created: 13}, tallyOf(report.Counts))
	assert.Len(t, report.Files, 6)
	assert.Equal(t, "nodes/Source.jsonl", report.Files[0].File)
	before := exported(t, db, cat)

	again := importAll(t, db, cat, files(small()))
	// A firm without a key cannot be told from another of the same name.
	assert.Equal(t, tally{Rows: 13, Created: 1, Unchanged: 12}, tallyOf(again.Counts))
	assert.Equal(t, int64(0), value(t, db, "MATCH (n) WHERE n.version <> 1 AND n.id IS NOT NULL AND NOT n:ClusterGraphMeta RETURN count(n)"))
	after := exported(t, db, cat)
	for _, name := range []string{"nodes/Firm.jsonl", "manifest.json", "service/Change.jsonl", "service/ClusterGraphFeed.jsonl"} {
		delete(before, name)
		delete(after, name)
	}
	assert.Equal(t, before, after)
}

func TestImportStoresCanonicalForms(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, files(small()))
	got, ok := value(t, db, "MATCH (f:Firm {ticker: '600000'}) RETURN properties(f)").(map[string]any)
	require.True(t, ok)
	source := value(t, db, "MATCH (s:Source {citationKey: 'register'}) RETURN s.id")
	assert.Equal(t, []any{source}, got["sourceIds"])
	assert.NotEmpty(t, got["name_pinyin"])
	assert.Regexp(t, `^frm_[0-9a-z]{26}$`, got["id"])
	assert.Regexp(t, `^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$`, got["recordedAt"])
	assert.Equal(t, "import", got["recordedBy"])
	assert.Regexp(t, `^chg_[0-9a-z]{26}$`, got["createdIn"])
	for _, name := range []string{"sourceIds", "name_pinyin", "id", "recordedAt", "recordedBy", "createdIn"} {
		delete(got, name)
	}
	assert.Equal(t, map[string]any{
		"name": "永钢", "name_canonical": "永钢", "about_canonical": "one two", "uscc": "91320582PDY00001X7", "ticker": "600000", "aliases": []any{"a", "b"}, "foundedOn": "2022-02",
		"capital": int64(9007199254740992), "staff": int64(12), "score": 3.0, "listed": true, "size": "LARGE", "size_order": int64(1), "about": "one\ntwo",
		"checkedAt": "2026-01-01T19:04:05.000Z", "version": int64(1), "illustrative": false,
	}, got)
}

func TestImportOfAnExportGivesAnEqualGraph(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, files(small()))
	changed := small()
	changed["nodes/Firm.jsonl"] = `{"ticker": "000001", "name": "Beta & <Sons>", "staff": 3}`
	importAll(t, db, cat, files(changed))
	first := exported(t, db, cat)
	assert.Contains(t, first["nodes/Firm.jsonl"], `"version":2`)
	assert.Contains(t, first["nodes/Firm.jsonl"], `"Beta & <Sons>"`)
	assert.Contains(t, first["nodes/Firm.jsonl"], `"confidence":0.25,"validFrom":"2020","validTo":"2021-03"`)
	assert.Contains(t, first["relationships/SELLS_TO.jsonl"], `"recordedBy":"zhang"`)

	db = migrated(t, cat)
	report := importAll(t, db, cat, files(first))
	assert.Equal(t, report.Rows, report.Written, "%v", report.Problems)
	assert.Equal(t, first, exported(t, db, cat))
	again := importAll(t, db, cat, files(first))
	assert.Equal(t, again.Rows, again.Unchanged, "%v", again.Problems)
}

func TestImportRejectsBadRowsOnly(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	long := strings.Repeat("x", 1<<20)
	rejects, rejected := rejectFile(t)
	report, err := ingest.Import(t.Context(), db, cat, files(map[string]string{
		"nodes/Firm.jsonl": "\ufeff" + `{"name": "good", "ticker": "600000"}
{"name": "bad", "capital": 1.5, "foundedOn": "2022-13", "colour": "red"}
not json
{"name": "` + long + `"}
` + `{"name": "twice", "name": "twice"}` + "\n" +
			"{\"name\": \"\xff\"}\n" +
			`{"ticker": "000001"}
{"name": "other", "uscc": "91320582PDY00001X8"}
{"name": "last", "ticker": "000002"}`,
		"relationships/SELLS_TO.jsonl": `{"from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "000002"}}}
{"from": {"Firm": {"ticker": "600000"}}, "to": {"Firm": {"ticker": "300001"}}}
{"from": "frm_nope", "to": {"City": {"name": "x"}}}
{"to": {"Firm": {"size": "x"}}, "share": "half"}`,
	}), ingest.Options{Rejects: rejects})
	require.NoError(t, err)
	assert.Equal(t, tally{Rows: 13, Created: 3, Rejected: 10}, tallyOf(report.Counts))

	var got []string
	for _, p := range report.Problems {
		got = append(got, strings.Join([]string{strings.TrimSuffix(p.File, ".jsonl"), string(rune('0' + p.Line)), p.Column, p.Reason}, "|"))
	}
	text := strings.Join(got, "\n")
	for _, want := range []string{
		"nodes/Firm|2|capital|", "whole yuan", "nodes/Firm|2|foundedOn|", "the month is 13",
		"nodes/Firm|2|colour|Firm has no such column; it has name, illustrative, uscc",
		"nodes/Firm|3||the line is no JSON object", "nodes/Firm|4||the line is longer than 1048576 bytes",
		`nodes/Firm|5||the line has "name" twice`, "nodes/Firm|6||the line is not valid UTF-8",
		"nodes/Firm|7|name|is required for a new Firm", "nodes/Firm|8|uscc|",
		`relationships/SELLS_TO|2|to|there is no Firm with ticker "300001"`,
		`relationships/SELLS_TO|3|from|"frm_nope" is not an id of ours`,
		"relationships/SELLS_TO|4|from|is required", `relationships/SELLS_TO|4|to|`,
	} {
		assert.Contains(t, text, want)
	}
	assert.Equal(t, report.ProblemCount, len(report.Problems))

	lines := rejected()
	assert.Len(t, lines, report.ProblemCount)
	assert.Contains(t, lines, []string{"nodes/Firm.jsonl", "2", "capital", "1.5", `"1.5" is no amount in yuan: expected whole yuan, without a fraction`, "row"})
	assert.Contains(t, lines, []string{"relationships/SELLS_TO.jsonl", "2", "to", `Firm with ticker "300001"`, `there is no Firm with ticker "300001"; import it first`, "row"})
}

func TestImportBoundsTheReport(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	report, err := ingest.Import(t.Context(), db, cat, files(map[string]string{
		"nodes/Firm.jsonl": strings.Repeat(`{"staff": 1}`+"\n", 50),
	}), ingest.Options{MaxProblems: 7, BatchSize: 10})
	require.NoError(t, err)
	assert.Len(t, report.Problems, 7)
	assert.Equal(t, 50, report.ProblemCount)
	assert.Equal(t, 50, report.Rejected)
}

func TestImportRefusesFilesItDoesNotKnow(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	tests := []struct{ name, file, want string }{
		{"entity", "nodes/Company.jsonl", "nodes/Company.jsonl stands for no entity; known are City, Firm, Source, Visit"},
		{"case", "nodes/firm.jsonl", "known are City"},
		{"extension", "nodes/Firm.csv", "stands for no entity"},
		{"type", "relationships/RUNS.jsonl", "stands for no relationship type; known are LIES_IN, OWNS, PAID_TO, SEAT_OF, SELLS_TO"},
		{"nothing", "README.md", "nothing to import"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ingest.Import(t.Context(), db, cat, files(map[string]string{tt.file: `{"name": "x"}`}), ingest.Options{})
			assert.Equal(t, fault.BadUserInput, fault.CodeOf(err))
			assert.ErrorContains(t, err, tt.want)
		})
	}
}
