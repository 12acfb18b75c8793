package app_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
)

const importMapping = `
version: 1
files:
  - file: firms.csv
    nodes:
      - entity: Company
        fields:
          stockCode: {column: 股票代码, transform: [stockCode]}
          name: 企业名称
          listedOn: {column: 上市时间, transform: [date], onError: omit}
`

const firms = "股票代码,企业名称,上市时间\n301901,甲公司,2001-02-03\n301902,乙公司,交易所\n3019x3,丙公司,2003\n301904,=1+1,2004\n"

// importer is a service with imports over HTTP.
type importer struct {
	*api
	base string
	jobs *importjob.Runner
	// dir is where uploads are kept.
	dir string
}

func serveImports(t *testing.T) *importer {
	t.Helper()
	db := neotest.Open(t)
	load(t, db, fixture(t))
	return serveImportsOf(t, db)
}

// serveImportsOf serves the database as it is.
func serveImportsOf(t *testing.T, db *neo.DB) *importer {
	t.Helper()
	dir := t.TempDir()
	store, err := upload.Open(dir, 0)
	require.NoError(t, err)
	jobs := importjob.NewRunner(db, declared(t), store, slog.New(slog.DiscardHandler))
	t.Cleanup(jobs.Close)
	srv, err := app.New(t.Context(), db, declared(t), schema.Served(), app.Options{
		Limits: graph.DefaultLimits(), Imports: jobs,
		Server: server.Options{Uploads: store.Handler(), Rejects: jobs.Rejects()},
	})
	require.NoError(t, err)
	web := httptest.NewServer(srv)
	t.Cleanup(web.Close)
	return &importer{&api{db, web.URL + "/graphql"}, web.URL, jobs, dir}
}

// upload sends a file and returns the upload's id.
func (im *importer) upload(t *testing.T, name string, content io.Reader) string {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	require.NoError(t, err)
	_, err = io.Copy(part, content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	resp, err := http.Post(im.base+"/imports", w.FormDataContentType(), &body)
	require.NoError(t, err)
	defer resp.Body.Close()
	var r struct{ Upload, Error string }
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&r))
	require.Equal(t, http.StatusCreated, resp.StatusCode, r.Error)
	return r.Upload
}

const startImport = `mutation($upload: ID!, $mapping: String!, $dry: Boolean) { startImport(upload: $upload, mapping: $mapping, dryRun: $dry) { id state } }`

func (im *importer) start(t *testing.T, uploadID string, dry bool) string {
	t.Helper()
	return im.startMapped(t, uploadID, importMapping, dry)
}

func (im *importer) startMapped(t *testing.T, uploadID, mapping string, dry bool) string {
	t.Helper()
	data := im.data(t, startImport, vars{"upload": uploadID, "mapping": mapping, "dry": dry})
	return get(t, data, "startImport.id").(string)
}

// follow reads the import's progress as events until it ends, and returns the last state.
func (im *importer) follow(t *testing.T, job string) map[string]any {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	body, err := json.Marshal(vars{"variables": vars{"id": job}, "query": `subscription($id: ID!) { importProgress(id: $id) {
		state progress message rejects counts { rows written unchanged skipped rejected valuesOmitted nodesCreated } problems { line column value reason }
	} }`})
	require.NoError(t, err)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, im.url, bytes.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "text/event-stream")
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	var last map[string]any
	events := bufio.NewScanner(resp.Body)
	events.Buffer(nil, 1<<20)
	for events.Scan() {
		text, isData := strings.CutPrefix(events.Text(), "data: ")
		if !isData {
			continue
		}
		var r reply
		require.NoError(t, json.Unmarshal([]byte(text), &r))
		require.Empty(t, r.Errors)
		last = get(t, r.Data, "importProgress").(map[string]any)
	}
	require.NoError(t, events.Err())
	require.NotNil(t, last, "no event came")
	return last
}

func (im *importer) companies(t *testing.T) int {
	return number(t, im.data(t, `{ companies { totalCount } }`, nil), "companies.totalCount")
}

func TestImportOverHTTP(t *testing.T) {
	im := serveImports(t)
	id := im.upload(t, "firms.csv", strings.NewReader(firms))

	preview := get(t, im.data(t, `query($id: ID!) { importPreview(upload: $id) { guessedMapping files { name columns sample notes problem } } }`, vars{"id": id}), "importPreview")
	assert.Equal(t, []any{"股票代码", "企业名称", "上市时间"}, get(t, preview, "files.0.columns"))
	assert.Equal(t, "甲公司", get(t, preview, "files.0.sample.0.企业名称"))
	assert.Contains(t, get(t, preview, "guessedMapping"), "stockCode")

	before := im.companies(t)
	dry := im.follow(t, im.start(t, id, true))
	assert.Equal(t, "DONE", dry["state"])
	assert.EqualValues(t, 3, get(t, dry, "counts.written"))
	assert.Equal(t, before, im.companies(t), "a dry run writes nothing")

	job := im.start(t, id, false)
	got := im.follow(t, job)
	assert.Equal(t, "DONE", got["state"], got["message"])
	assert.EqualValues(t, 1, got["progress"])
	assert.Equal(t, map[string]any{
		"rows": 4.0, "written": 3.0, "unchanged": 0.0, "skipped": 0.0, "rejected": 1.0, "valuesOmitted": 1.0, "nodesCreated": 3.0,
	}, got["counts"])
	assert.Equal(t, before+3, im.companies(t))

	again := im.follow(t, im.start(t, id, false))
	assert.EqualValues(t, 3, get(t, again, "counts.unchanged"), "the second run writes nothing")
	im.rejects(t, got["rejects"].(string))

	jobs := get(t, im.data(t, `{ importJobs { id state dryRun } }`, nil), "importJobs").([]any)
	require.Len(t, jobs, 3)
}

// rejects downloads the file of what was left out: a row and a value.
func (im *importer) rejects(t *testing.T, path string) {
	t.Helper()
	resp, err := http.Get(im.base + path)
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, http.StatusOK, resp.StatusCode)
	assert.Contains(t, resp.Header.Get("Content-Disposition"), "attachment")
	lines, err := csv.NewReader(resp.Body).ReadAll()
	require.NoError(t, err)
	require.Len(t, lines, 3, "the header, a value and a row")
	assert.Contains(t, lines[1], "交易所")
	assert.Contains(t, lines[2], "3019x3")
}

func TestImportCancelled(t *testing.T) {
	im := serveImports(t)
	var rows strings.Builder
	rows.WriteString("股票代码,企业名称,上市时间\n")
	for i := range 200_000 {
		fmt.Fprintf(&rows, "%06d,公司 %d,2001\n", i, i)
	}
	id := im.upload(t, "firms.csv", strings.NewReader(rows.String()))
	job := im.start(t, id, false)
	require.Eventually(t, func() bool {
		return number(t, im.data(t, `query($id: ID!) { importJob(id: $id) { counts { written } } }`, vars{"id": job}), "importJob.counts.written") > 0
	}, patience, 20*time.Millisecond)
	im.data(t, `mutation($id: ID!) { cancelImport(id: $id) { id } }`, vars{"id": job})
	got := im.follow(t, job)
	assert.Equal(t, "CANCELLED", got["state"])
	assert.Less(t, get(t, got, "counts.rows"), 200_000.0)
	assert.Contains(t, got["message"], "goes on where it was")
}

func TestImportRefused(t *testing.T) {
	im := serveImports(t)
	good := im.upload(t, "firms.csv", strings.NewReader(firms))
	tests := map[string]struct {
		query string
		vars  vars
		code  string
		says  string
	}{
		"no upload":      {startImport, vars{"upload": "upl_none", "mapping": importMapping}, "NOT_FOUND", "send the files"},
		"no mapping":     {startImport, vars{"upload": good, "mapping": ""}, "BAD_USER_INPUT", ""},
		"bad mapping":    {startImport, vars{"upload": good, "mapping": "version: 1\nfiles:\n  - file: a.csv\n    nodes:\n      - entity: Firm\n"}, "BAD_USER_INPUT", "Firm"},
		"no job":         {`query { importJob(id: "job_none") { id } }`, nil, "NOT_FOUND", "importJobs"},
		"follow no job":  {`mutation { cancelImport(id: "job_none") { id } }`, nil, "NOT_FOUND", ""},
		"too many jobs":  {`query { importJobs(first: 5000) { id } }`, nil, "BAD_USER_INPUT", "200"},
		"preview nobody": {`query { importPreview(upload: "../../etc") { id } }`, nil, "NOT_FOUND", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r, err := im.post(t.Context(), test.query, test.vars)
			require.NoError(t, err)
			require.Len(t, r.Errors, 1)
			assert.Equal(t, test.code, r.Errors[0].code(), r.Errors[0].Message)
			assert.Contains(t, r.Errors[0].Message, test.says)
		})
	}
	t.Run("another site", func(t *testing.T) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, im.base+"/imports", strings.NewReader(""))
		require.NoError(t, err)
		req.Header.Set("Origin", "https://evil.example")
		resp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		defer resp.Body.Close()
		assert.Equal(t, http.StatusForbidden, resp.StatusCode)
	})
	t.Run("rejects of nothing", func(t *testing.T) {
		resp, err := http.Get(im.base + "/imports/job_none/rejects.csv")
		require.NoError(t, err)
		defer resp.Body.Close()
		assert.Equal(t, http.StatusNotFound, resp.StatusCode)
	})
}
