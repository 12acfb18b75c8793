package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/schema"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// api is a service over a real database, asked over HTTP as clients ask it.
type api struct {
	db  *neo.DB
	url string
}

// serve empties the database, loads the rows into it and serves it.
func serve(t testing.TB, db *neo.DB, rows fs.FS, opts app.Options) *api {
	t.Helper()
	load(t, db, rows)
	return serveLoaded(t, db, opts)
}

func load(t testing.TB, db *neo.DB, rows fs.FS) {
	t.Helper()
	neotest.Clear(t, db)
	cat := declared(t)
	require.NoError(t, migrate.Run(t.Context(), db, cat, slog.New(slog.DiscardHandler)))
	report, err := ingest.Import(t.Context(), db, cat, rows, ingest.Options{})
	require.NoError(t, err)
	require.Empty(t, report.Problems)
	require.Equal(t, report.Rows, report.Created())
}

// serveLoaded serves the database as it is.
func serveLoaded(t testing.TB, db *neo.DB, opts app.Options) *api {
	t.Helper()
	if opts.Limits == (graph.Limits{}) {
		opts.Limits = graph.DefaultLimits()
	}
	srv, err := app.New(t.Context(), db, declared(t), schema.Served(), opts)
	require.NoError(t, err)
	web := httptest.NewServer(srv)
	t.Cleanup(web.Close)
	return &api{db, web.URL + "/graphql"}
}

func declared(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	return cat
}

type vars = map[string]any

// reply is the body of an answer.
type reply struct {
	Data   any          `json:"data"`
	Errors []replyError `json:"errors"`
}

type replyError struct {
	Message    string         `json:"message"`
	Path       []any          `json:"path"`
	Extensions map[string]any `json:"extensions"`
}

func (e replyError) code() string {
	code, _ := e.Extensions["code"].(string)
	return code
}

// post sends one operation and reads the answer.
func (a *api) post(ctx context.Context, query string, v vars) (r reply, err error) {
	err = a.postInto(ctx, query, v, &r)
	return r, err
}

func (a *api) postInto(ctx context.Context, query string, v vars, answer any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": v})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, a.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	return json.NewDecoder(response.Body).Decode(answer)
}

func (a *api) ask(t testing.TB, query string, v vars) reply {
	t.Helper()
	r, err := a.post(t.Context(), query, v)
	require.NoError(t, err)
	return r
}

// data asks for what must succeed.
func (a *api) data(t testing.TB, query string, v vars) any {
	t.Helper()
	r := a.ask(t, query, v)
	require.Empty(t, r.Errors, query)
	return r.Data
}

// same asserts the whole answer of an operation.
func (a *api) same(t testing.TB, want, query string, v vars) {
	t.Helper()
	got, err := json.Marshal(a.data(t, query, v))
	require.NoError(t, err)
	require.JSONEq(t, want, string(got), query)
}

// get follows a path such as companies.nodes.0.name.
func get(t testing.TB, v any, path string) any {
	t.Helper()
	for step := range strings.SplitSeq(path, ".") {
		if list, isList := v.([]any); isList {
			i, err := strconv.Atoi(step)
			require.NoError(t, err, path)
			require.Less(t, i, len(list), path)
			v = list[i]
			continue
		}
		object, isObject := v.(map[string]any)
		require.True(t, isObject, "%s: no object at %s", path, step)
		require.Contains(t, object, step, path)
		v = object[step]
	}
	return v
}

// texts collects a text of each element of a list.
func texts(t testing.TB, v any, list, field string) []string {
	t.Helper()
	got := []string{}
	for _, item := range get(t, v, list).([]any) {
		got = append(got, get(t, item, field).(string))
	}
	return got
}

func number(t testing.TB, v any, path string) int {
	t.Helper()
	return int(get(t, v, path).(float64))
}

// run sends Cypher past the service.
func (a *api) run(t testing.TB, text string, params map[string]any) [][]any {
	t.Helper()
	rows, err := a.db.Exec(t.Context(), query.Statement{Text: text, Params: params})
	require.NoError(t, err)
	return rows
}

// exported is the whole graph in the export format, the text of each file by its path.
func (a *api) exported(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	_, err := ingest.Export(t.Context(), a.db, declared(t), dir, ingest.ExportOptions{})
	require.NoError(t, err)
	return tree(t, os.DirFS(dir), ".")
}

// stored is everything in the database, what search keeps included.
func (a *api) stored(t *testing.T) any {
	t.Helper()
	return []any{a.run(t, "MATCH (n) RETURN labels(n), properties(n)", nil), a.run(t, "MATCH ()-[r]->() RETURN type(r), properties(r)", nil)}
}

// tree reads the files below dir by their names, but no test data and no built pages.
func tree(t *testing.T, files fs.FS, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	require.NoError(t, fs.WalkDir(files, dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "dist"):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		text, err := fs.ReadFile(files, name)
		all[name] = string(text)
		return err
	}))
	return all
}
