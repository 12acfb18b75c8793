package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/test/support"
)

// csvRows are the rows of a CSV export as objects.
func csvRows(t testing.TB, a *support.API, name string, q url.Values) (head []string, rows []map[string]string) {
	t.Helper()
	response, body, err := a.Export(t, name, q)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode, "%s", body)
	text, marked := strings.CutPrefix(string(body), "\ufeff")
	assert.True(t, marked, "Excel needs the byte order mark")
	cells, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	for _, line := range cells[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[cells[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return cells[0], rows
}

// crowded is the fixture with a segment in which more firms operate than a page of
// relationships has, and a firm whose name a spreadsheet would run.
func crowded(t testing.TB) fstest.MapFS {
	t.Helper()
	r := support.NewRows()
	for i := range 120 {
		r.Node(t, "Company", map[string]any{"id": support.NodeID("com", 1_000+i), "name": fmt.Sprintf("众 %03d", i), "stockCode": fmt.Sprintf("300%03d", i)})
		r.Add(t, "relationships/OPERATES_IN.jsonl", map[string]any{"from": support.NodeID("com", 1_000+i), "to": support.NodeID("seg", 10), "id": support.NodeID("rel", 90_000+i), "role": fmt.Sprint("=", i)})
	}
	return r.Files()
}

func TestTables(t *testing.T) {
	db := neotest.Open(t)
	a := support.Serve(t, db, support.Fixture(t), app.Options{})
	_, err := ingest.Import(t.Context(), db, support.Declared(t), crowded(t), ingest.Options{})
	require.NoError(t, err)

	t.Run("entities", func(t *testing.T) {
		head, rows := csvRows(t, a, "companies.csv", nil)
		assert.Equal(t, []string{"id", "name", "version", "recordedAt", "illustrative", "shortName"}, head[:6])
		assert.Len(t, rows, support.CompanyCount+120)
		assert.Equal(t, support.NodeID("com", 0), rows[0]["id"])
		assert.Equal(t, support.CompanyName(0), rows[0]["name"])
		assert.Equal(t, "甲; 乙", rows[0]["formerNames"])
		assert.Equal(t, "600000", rows[0]["stockCode"])
		assert.Equal(t, "张家港市", rows[0]["district"])
		assert.Equal(t, support.NodeID("dis", 0), rows[0]["district.id"])
		assert.Equal(t, "登记 0; 登记 1", rows[0]["sources"])
		assert.Equal(t, "true", rows[0]["illustrative"])
		assert.Equal(t, "9000000", rows[1]["registeredCapital"])
	})
	t.Run("filter, order, columns, limit, Chinese heads", func(t *testing.T) {
		q := url.Values{
			"where":   {`{"segments": {"some": {"node": {"chain": {"cluster": {"name": {"eq": "新能源"}}}}}}}`},
			"orderBy": {`[{"name": "DESC"}, {"stockCode": "ASC"}]`}, "fields": {"name,district,stockCode"},
		}
		head, rows := csvRows(t, a, "companies.csv", q)
		assert.Equal(t, []string{"name", "district", "stockCode"}, head)
		nodes := support.Get(t, a.Data(t, `query ($where: CompanyFilter, $orderBy: [CompanyOrder!]) {
			companies(first: 200, where: $where, orderBy: $orderBy) { nodes { name stockCode } } }`,
			vars{"where": json.RawMessage(q.Get("where")), "orderBy": json.RawMessage(q.Get("orderBy"))}), "companies.nodes").([]any)
		require.NotEmpty(t, nodes)
		require.Len(t, rows, len(nodes))
		for i := range rows {
			assert.Equal(t, support.Get(t, nodes[i], "stockCode"), rows[i]["stockCode"])
		}
		q.Set("limit", "3")
		q.Set("labels", "zh")
		head, some := csvRows(t, a, "companies.csv", q)
		assert.Equal(t, []string{"全称", "所在地", "股票代码"}, head)
		require.Len(t, some, 3)
		assert.Equal(t, rows[2]["stockCode"], some[2]["股票代码"])
	})
	t.Run("relationships of both directions are the same", func(t *testing.T) {
		_, there := csvRows(t, a, "companies/segments.csv", nil)
		head, back := csvRows(t, a, "chainSegments/companies.csv", nil)
		assert.Equal(t, []string{"chainSegment.id", "chainSegment.name", "companies.id", "companies.name", "id", "role", "since", "until", "sources"}, head)
		total := 120
		for i := range support.CompanyCount {
			total += len(support.CompanySegments(i))
		}
		require.Len(t, there, total)
		ends := func(rows []map[string]string, company, segment string) map[string]string {
			byID := map[string]string{}
			for _, row := range rows {
				byID[row["id"]] = strings.Join([]string{row[company+".id"], row[company+".name"], row[segment+".id"], row[segment+".name"], row["role"], row["since"], row["sources"]}, "|")
			}
			return byID
		}
		assert.Len(t, ends(there, "company", "segments"), total)
		assert.Equal(t, ends(there, "company", "segments"), ends(back, "companies", "chainSegment"))
		assert.Equal(t, "'=7", back[len(back)-120+7]["role"], "a spreadsheet must not run it")
	})
	t.Run("filters of both ends", func(t *testing.T) {
		_, rows := csvRows(t, a, "companies/segments.csv", url.Values{
			"where":     {`{"stockCode": {"startsWith": "300"}}`},
			"linkWhere": {`{"edge": {"role": {"in": ["=5", "=6"]}}}`},
			"fields":    {"company.stockCode,segments.chain,role"},
		})
		require.Len(t, rows, 2)
		assert.Equal(t, map[string]string{"company.stockCode": "300005", "segments.chain": "产业链 0", "role": "'=5"}, rows[0])
	})
	t.Run("as of a date", func(t *testing.T) {
		_, all := csvRows(t, a, "companies/segments.csv", url.Values{"where": {`{"stockCode": {"startsWith": "600"}}`}})
		_, rows := csvRows(t, a, "companies/segments.csv", url.Values{"where": {`{"stockCode": {"startsWith": "600"}}`}, "asOf": {"2005-06-01"}})
		want := 0
		for _, row := range all {
			if row["since"] <= "2005" {
				want++
			}
		}
		assert.Positive(t, want)
		assert.Len(t, rows, want)
	})
	t.Run("JSON Lines", func(t *testing.T) {
		_, body, err := a.Export(t, "companies.jsonl", url.Values{"fields": {"name,registeredCapital,formerNames,illustrative,uscc"}, "limit": {"1"}})
		require.NoError(t, err)
		assert.Equal(t, `{"name":"`+support.CompanyName(0)+`","registeredCapital":0,"formerNames":["甲","乙"],"illustrative":true,"uscc":"91320582PDY00001X7"}`+"\n", string(body))
	})
	t.Run("Excel", func(t *testing.T) {
		response, body, err := a.Export(t, "chainSegments/companies.xlsx", nil)
		require.NoError(t, err)
		assert.Equal(t, "attachment; filename=chainSegments-companies.xlsx", response.Header.Get("Content-Disposition"))
		assert.Equal(t, "no-store", response.Header.Get("Cache-Control"))
		f, err := excelize.OpenReader(bytes.NewReader(body))
		require.NoError(t, err)
		rows, err := f.GetRows("chainSegments.companies")
		require.NoError(t, err)
		_, same := csvRows(t, a, "chainSegments/companies.csv", nil)
		require.Len(t, rows, len(same)+1)
		assert.Equal(t, same[0]["companies.name"], rows[1][3])
		assert.Equal(t, "=119", rows[len(rows)-1][5], "Excel keeps it a text without an apostrophe")
		require.NoError(t, f.Close())
	})
}

func TestRefusedTables(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{})
	one := func(name, value string) url.Values { return url.Values{name: {value}} }
	tests := []struct {
		name, file string
		q          url.Values
		status     int
		code, want string
	}{
		{"list", "firms.csv", nil, 404, "NOT_FOUND", "there is no list firms"},
		{"connection", "companies/talents.csv", nil, 404, "NOT_FOUND", "no connection talents"},
		{"format", "companies.pdf", nil, 404, "NOT_FOUND", "csv, xlsx or jsonl"},
		{"no format", "companies", nil, 404, "NOT_FOUND", "csv, xlsx or jsonl"},
		{"column", "companies.csv", one("fields", "name,colour"), 400, "BAD_USER_INPUT", `no column "colour"`},
		{"parameter", "companies.csv", one("filter", "{}"), 400, "BAD_USER_INPUT", `there is no parameter "filter"; there are where`},
		{"given twice", "companies.csv", url.Values{"limit": {"1", "2"}}, 400, "BAD_USER_INPUT", "Give it once"},
		{"empty filter", "companies.csv", one("where", ""), 400, "BAD_USER_INPUT", "the parameter where is empty; give it a value, or leave it out"},
		{"blank filter", "companies/segments.csv", one("linkWhere", " "), 400, "BAD_USER_INPUT", "linkWhere is empty"},
		{"empty date", "companies.csv", one("asOf", ""), 400, "BAD_USER_INPUT", "asOf is empty"},
		{"limit", "companies.csv", one("limit", "0"), 400, "BAD_USER_INPUT", "limit is a whole number from 1"},
		{"labels", "companies.csv", one("labels", "en"), 400, "BAD_USER_INPUT", "labels is zh"},
		{"no JSON", "companies.csv", one("where", "{name"), 400, "BAD_USER_INPUT", "where must be JSON"},
		{"unknown filter", "companies.csv", one("where", `{"colour": {"eq": "red"}}`), 400, "GRAPHQL_VALIDATION_FAILED", "unknown field"},
		{"null in a filter", "companies.csv", one("where", `{"name": null}`), 400, "BAD_USER_INPUT", "isNull"},
		{"order", "companies.csv", one("orderBy", `[{"name": "UP"}]`), 400, "GRAPHQL_VALIDATION_FAILED", "UP"},
		{"date", "companies.csv", one("asOf", `soon`), 400, "BAD_USER_INPUT", "soon"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			response, body, err := a.Export(t, tt.file, tt.q)
			require.NoError(t, err)
			assert.Equal(t, tt.status, response.StatusCode)
			assert.Equal(t, "application/json; charset=utf-8", response.Header.Get("Content-Type"))
			assert.Empty(t, response.Header.Get("Content-Disposition"))
			var r support.Reply
			require.NoError(t, json.Unmarshal(body, &r), "%s", body)
			require.NotEmpty(t, r.Errors)
			assert.Equal(t, tt.code, r.Errors[0].Code())
			assert.Contains(t, r.Errors[0].Message, tt.want)
		})
	}
	t.Run("all at once", func(t *testing.T) {
		_, body, err := a.Export(t, "companies.csv", url.Values{"where": {"{"}, "limit": {"-1"}, "labels": {"en"}, "colour": {"red"}})
		require.NoError(t, err)
		var r support.Reply
		require.NoError(t, json.Unmarshal(body, &r), "%s", body)
		var about []any
		for _, one := range r.Errors {
			about = append(about, one.Extensions["argument"])
		}
		assert.Equal(t, []any{[]any{"colour"}, []any{"where"}, []any{"limit"}, []any{"labels"}}, about)
	})
}

// A table that fails once it has begun must not look whole.
func TestATableThatBreaksOffIsNoticed(t *testing.T) {
	a := support.Serve(t, neotest.Open(t), support.Fixture(t), app.Options{Grant: grant.Grant{Limits: grant.Limits{ExportRows: support.CompanyCount - 1}}})
	for _, format := range []string{"csv", "jsonl", "xlsx"} {
		_, _, err := a.Export(t, "companies."+format, nil)
		assert.Error(t, err, format)
		response, _, err := a.Export(t, "companies."+format, url.Values{"limit": {fmt.Sprint(support.CompanyCount - 1)}})
		require.NoError(t, err)
		assert.Equal(t, http.StatusOK, response.StatusCode)
	}
}

// The rows of a table pass through a bounded part of the memory.
func TestMemoryDoesNotDependOnTheTable(t *testing.T) {
	const rows, bound = 30_000, 40 << 20
	db := neotest.Open(t)
	support.Load(t, db, support.RowsOf(map[string]string{"nodes/Cluster.jsonl": `{"name": "x", "code": "x"}`}))
	for first := 1; first < rows; first += 5_000 {
		_, err := db.Exec(t.Context(), query.Statement{
			Text: "UNWIND range($first, $first + 4999) AS i CREATE (n:Person {id: 'per_' + right('00000000000000000000000000' + i, 26), name: 'person ' + i, name_pinyin: 'person ' + i, " +
				"version: 1, recordedAt: '2026-01-01T00:00:00.000Z', illustrative: true, sourceIds: [], description: $text})",
			Params: map[string]any{"first": first, "text": strings.Repeat("研究", 700)},
		})
		require.NoError(t, err)
	}
	a := support.ServeLoaded(t, db, app.Options{})
	for _, format := range []string{"csv", "xlsx"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.Base+"/export/people."+format, nil)
		require.NoError(t, err)
		var written int64
		peak := support.HeapPeak(func() {
			response, err := http.DefaultClient.Do(request)
			require.NoError(t, err)
			defer response.Body.Close()
			written, err = io.Copy(io.Discard, response.Body)
			require.NoError(t, err)
		})
		assert.Less(t, peak, uint64(bound), format)
		if format == "csv" {
			assert.Greater(t, written, int64(2*bound))
		}
	}
}
