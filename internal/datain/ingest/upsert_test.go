package ingest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
)

const (
	usccA = "91320582PDY00001X7"
	usccB = "91320582PDY0000287"
)

func TestImportFindsByKeys(t *testing.T) {
	tests := []struct {
		name, before, row string
		want              tally
		reason, after     string
	}{
		{
			name: "by the first key, which changes the second", before: `{"name": "A", "uscc": "` + usccA + `", "ticker": "600000"}`,
			row: `{"uscc": "` + usccA + `", "ticker": "000001"}`, want: tally{Rows: 1, Updated: 1}, after: "A/000001/2",
		},
		{
			name: "by the second key, which fills in the first", before: `{"name": "A", "ticker": "600000"}`,
			row: `{"uscc": "` + usccA + `", "ticker": "600000"}`, want: tally{Rows: 1, Updated: 1}, after: "A/600000/2",
		},
		{
			name: "a stock code under another uscc", before: `{"name": "A", "uscc": "` + usccA + `", "ticker": "600000"}`,
			row:  `{"name": "Z", "uscc": "` + usccB + `", "ticker": "600000"}`,
			want: tally{Rows: 1, Rejected: 1}, reason: `"` + usccB + `" is not the uscc of frm_`, after: "A/600000/1",
		},
		{
			name: "absent keeps, null removes", before: `{"name": "A", "ticker": "600000", "staff": 1, "about": "x"}`,
			row: `{"ticker": "600000", "staff": null}`, want: tally{Rows: 1, Updated: 1}, after: "A/600000/2/x",
		},
		{
			name: "null for what is not there", before: `{"name": "A", "ticker": "600000"}`,
			row: `{"ticker": "600000", "staff": null}`, want: tally{Rows: 1, Unchanged: 1}, after: "A/600000/1",
		},
		{
			name: "null for a required field", before: `{"name": "A", "ticker": "600000"}`,
			row: `{"ticker": "600000", "name": null}`, want: tally{Rows: 1, Rejected: 1}, reason: "is required and cannot be null", after: "A/600000/1",
		},
		{
			name: "an unknown id with a key that is taken", before: `{"name": "A", "ticker": "600000"}`,
			row:  `{"id": "frm_01arz3ndektsv4rrffq69g5fav", "name": "B", "ticker": "600000"}`,
			want: tally{Rows: 1, Rejected: 1}, reason: `"600000" is already that of frm_`, after: "A/600000/1",
		},
		{
			name: "an id of another entity", before: `{"name": "A", "ticker": "600000"}`,
			row:  `{"id": "cty_01arz3ndektsv4rrffq69g5fav", "name": "B"}`,
			want: tally{Rows: 1, Rejected: 1}, reason: "is not an id of a Firm, such as frm_…", after: "A/600000/1",
		},
		{
			name: "an older version of the same node", before: `{"id": "frm_01arz3ndektsv4rrffq69g5fav", "version": 7, "recordedAt": "2020-01-01T00:00:00Z", "name": "A", "ticker": "600000"}`,
			row: `{"id": "frm_01arz3ndektsv4rrffq69g5fav", "version": 3, "recordedAt": "2019-01-01T00:00:00Z", "ticker": "600000"}`, want: tally{Rows: 1, Unchanged: 1}, after: "A/600000/7",
		},
	}
	cat := smallSchema(t)
	db := migrated(t, cat)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			value(t, db, "OPTIONAL MATCH (n:Firm) DETACH DELETE n RETURN count(n)")
			require.Equal(t, 1, importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": tt.before})).Created())
			report := importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": tt.row}))
			assert.Equal(t, tt.want, tallyOf(report.Counts), "%v", report.Problems)
			if tt.reason != "" {
				require.NotEmpty(t, report.Problems)
				assert.Contains(t, report.Problems[0].Reason, tt.reason)
			}
			assert.Equal(t, tt.after, value(t, db, "MATCH (n:Firm) RETURN n.name + '/' + n.ticker + '/' + n.version + coalesce('/' + n.about, '')"))
		})
	}
}

func TestImportRejectsARowThatMeansTwoNodes(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	importAll(t, db, cat, files(map[string]string{"nodes/Firm.jsonl": `{"name": "A", "uscc": "` + usccA + `"}
{"name": "B", "ticker": "600000"}
{"name": "C", "uscc": "` + usccA + `", "ticker": "600000"}
{"name": "D", "ticker": "000001"}`}))
	assert.Equal(t, []any{"A", "B", "D"}, value(t, db, "MATCH (n:Firm) WITH n.name AS name ORDER BY name RETURN collect(name)"))
}

func TestImportFindsByACompositeKey(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	report := importAll(t, db, cat, files(map[string]string{"nodes/Visit.jsonl": `{"name": "a", "year": 1}
{"name": "a", "year": 2}
{"name": "a", "year": 1, "illustrative": true}`}))
	assert.Equal(t, tally{Rows: 3, Created: 2, Updated: 1}, tallyOf(report.Counts))
	report = importAll(t, db, cat, files(map[string]string{"nodes/Visit.jsonl": `{"name": "a", "year": 2, "illustrative": true}`}))
	assert.Equal(t, tally{Rows: 1, Updated: 1}, tallyOf(report.Counts))
}

func TestImportAddsSources(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	run := func(sources string) ingest.Report {
		return importAll(t, db, cat, files(map[string]string{
			"nodes/Source.jsonl": `{"name": "one", "citationKey": "1"}` + "\n" + `{"name": "two", "citationKey": "2"}`,
			"nodes/Firm.jsonl":   `{"name": "A", "ticker": "600000", "sources": ` + sources + `}`,
		}))
	}
	names := "MATCH (f:Firm) RETURN COLLECT { UNWIND f.sourceIds AS v MATCH (s:Source {id: v}) RETURN s.citationKey }"
	assert.Equal(t, 1, run(`[{"Source": {"citationKey": "1"}}]`).Files[1].Created())
	assert.Equal(t, 1, run(`[{"Source": {"citationKey": "2"}}]`).Files[1].Updated())
	assert.Equal(t, []any{"1", "2"}, value(t, db, names))
	assert.Equal(t, 1, run(`[{"Source": {"citationKey": "1"}}]`).Files[1].Unchanged)
	assert.Equal(t, 1, run(`null`).Files[1].Updated())
	assert.Equal(t, []any{}, value(t, db, names))

	report := run(`[{"Source": {"citationKey": "3"}}, "src_nope", {"Firm": {"ticker": "600000"}}, 7]`)
	assert.Equal(t, 1, report.Files[1].Rejected)
	assert.Len(t, report.Problems, 4)
}

func TestImportOfSourcesThatCiteLaterOnes(t *testing.T) {
	cat := smallSchema(t)
	db := migrated(t, cat)
	report, err := ingest.Import(t.Context(), db, cat, files(map[string]string{"nodes/Source.jsonl": `{"name": "a", "citationKey": "a", "sources": [{"Source": {"citationKey": "b"}}]}
{"name": "b", "citationKey": "b", "sources": [{"Source": {"citationKey": "c"}}]}
{"name": "c", "citationKey": "c"}
{"name": "d", "citationKey": "d", "sources": [{"Source": {"citationKey": "e"}}]}`}), ingest.Options{BatchSize: 1})
	require.NoError(t, err)
	assert.Equal(t, tally{Rows: 4, Created: 3, Rejected: 1}, tallyOf(report.Counts))
	assert.Equal(t, 4, report.Problems[0].Line)
}
