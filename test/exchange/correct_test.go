package exchange_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/trial"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/test/support"
)

// back imports a file under the mapping that is guessed of it.
func back(t *testing.T, db *neo.DB, name string, data []byte, more func(mapping string) string) ingest.Counts {
	t.Helper()
	files := fstest.MapFS{name: {Data: data}}
	parts := trial.Parts(files, name, trial.Where{}, 200)
	require.NoError(t, parts[0].Err)
	text := more(string(mapping.Guess(support.Declared(t), parts[0].Sample)))
	require.Contains(t, text, "# an export: rows are found by their ids", name)
	m, err := mapping.Parse([]byte(text), support.Declared(t))
	require.NoError(t, err, text)
	report, err := ingest.Run(t.Context(), db, support.Declared(t), m, files, ingest.Options{})
	require.NoError(t, err)
	assert.Empty(t, report.Problems, "%s\n%s", name, text)
	return report.Files[len(report.Files)-1].Counts
}

func asGuessed(text string) string { return text }

// odd is a firm whose texts spreadsheets would cut or run.
func odd(t testing.TB) fstest.MapFS {
	t.Helper()
	r := support.NewRows()
	r.Node(t, "Company", map[string]any{
		"id": support.NodeID("com", 2_000), "name": "=甲;乙", "description": "+1;=2\n-x", "formerNames": []string{"a;b", `"c"`, "=d;@e", "f g"}, "stockCode": "300999",
	})
	r.Node(t, "Project", map[string]any{"id": support.NodeID("prj", 2_000), "name": "丙", "stage": "BUILDING", "investment": 5})
	r.Add(t, "relationships/OPERATES_IN.jsonl", map[string]any{"from": support.NodeID("com", 2_000), "to": support.NodeID("seg", 10), "id": support.NodeID("rel", 92_000), "role": "=a;b"})
	return r.Files()
}

// Every table that is exported and imported again changes nothing.
func TestAnExportThatIsImportedAgainChangesNothing(t *testing.T) {
	db := neotest.Open(t)
	a := support.Serve(t, db, support.Fixture(t), app.Options{})
	_, err := ingest.Import(t.Context(), db, support.Declared(t), odd(t), ingest.Options{})
	require.NoError(t, err)
	rows := 0
	for _, path := range tables(t, db) {
		for _, q := range []url.Values{nil, {"labels": {"zh"}}} {
			for _, ext := range []string{".csv", ".xlsx"} {
				response, data, err := a.Export(t, path+ext, q)
				require.NoError(t, err)
				require.Equal(t, http.StatusOK, response.StatusCode, "%s", data)
				if n := exportedRows(t, path+ext, data); n == 0 {
					break
				}
				total := back(t, db, strings.ReplaceAll(path, "/", "-")+ext, data, asGuessed)
				assert.Equal(t, total.Rows, total.Unchanged, "%s %v: %+v", path+ext, q, total)
				rows += total.Rows
			}
		}
	}
	assert.Greater(t, rows, 100)
}

func exportedRows(t *testing.T, name string, data []byte) int {
	t.Helper()
	return len(trial.Parts(fstest.MapFS{name: {Data: data}, strings.ReplaceAll(name, "/", "-"): {Data: data}}, strings.ReplaceAll(name, "/", "-"), trial.Where{}, 1)[0].Rows)
}

// tables are all lists and connections of which the graph has anything.
func tables(t *testing.T, db *neo.DB) (paths []string) {
	names, err := query.Values[string](t.Context(), db, query.Statement{Text: "MATCH (n) RETURN DISTINCT labels(n)[0] AS name UNION MATCH (a)-[r]->(b) RETURN DISTINCT labels(a)[0] + type(r) + labels(b)[0] AS name"}, "name")
	require.NoError(t, err)
	for _, e := range support.Declared(t).Entities {
		if slices.Contains(names, e.Name) {
			paths = append(paths, e.Plural)
		}
		for _, r := range e.Relations {
			kind := e.Name + r.Type + r.Target.Name
			if !r.Out {
				kind = r.Target.Name + r.Type + e.Name
			}
			if r.Many && slices.Contains(names, kind) {
				paths = append(paths, e.Plural+"/"+r.Name)
			}
		}
	}
	return paths
}

// One corrected cell changes that value alone; a mark clears a value, or removes a link.
func TestACorrectedExport(t *testing.T) {
	db := neotest.Open(t)
	a := support.Serve(t, db, support.Fixture(t), app.Options{})
	_, err := ingest.Import(t.Context(), db, support.Declared(t), odd(t), ingest.Options{})
	require.NoError(t, err)
	firm := `{ company(by: {stockCode: "300999"}) { name description formerNames version segments { edges { role } } } }`
	before := a.Data(t, firm, nil)

	report := back(t, db, "companies.csv", edited(t, a, "companies.csv", nil, func(row map[string]string) {
		if row["stockCode"] == "300999" {
			row["name"], row["description"] = "甲乙", "清空"
		}
	}), asGuessed)
	assert.EqualValues(t, 1, report.Written)
	after := a.Data(t, firm, nil)
	assert.Equal(t, "甲乙", support.Get(t, after, "company.name"))
	assert.Nil(t, support.Get(t, after, "company.description"))
	assert.Equal(t, support.Get(t, before, "company.formerNames"), support.Get(t, after, "company.formerNames"))

	where := url.Values{"where": {`{"stockCode": {"eq": "300999"}}`}, "labels": {"zh"}}
	back(t, db, "a.csv", edited(t, a, "companies/segments.csv", where, func(row map[string]string) { row["角色"] = "龙头" }), asGuessed)
	assert.Equal(t, "龙头", support.Get(t, a.Data(t, firm, nil), "company.segments.edges.0.role"))
	report = back(t, db, "b.csv", edited(t, a, "companies/segments.csv", where, func(row map[string]string) { row["角色"] = "删除" }), func(text string) string {
		return strings.Replace(text, "# remove: {column: 处理, equals: 删除}", "remove: {column: 角色, equals: 删除}", 1)
	})
	assert.EqualValues(t, 1, report.Written)
	assert.Empty(t, support.Get(t, a.Data(t, firm, nil), "company.segments.edges"))
}

// edited is an export with changed cells.
func edited(t *testing.T, a *support.API, name string, q url.Values, change func(row map[string]string)) []byte {
	t.Helper()
	head, rows := csvRows(t, a, name, q)
	var out strings.Builder
	w := csv.NewWriter(&out)
	require.NoError(t, w.Write(head))
	for _, row := range rows {
		change(row)
		line := make([]string, len(head))
		for i, column := range head {
			line[i] = row[column]
		}
		require.NoError(t, w.Write(line))
	}
	w.Flush()
	return []byte(out.String())
}
