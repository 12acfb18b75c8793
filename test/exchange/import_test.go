package exchange_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
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

func serveImports(t *testing.T) *support.Importer {
	t.Helper()
	db := neotest.Open(t)
	support.Load(t, db, support.Fixture(t))
	return support.ServeImports(t, db)
}

func start(t *testing.T, im *support.Importer, uploadID string, dry bool) string {
	t.Helper()
	return im.Start(t, uploadID, importMapping, dry)
}

func companies(t *testing.T, im *support.Importer) int {
	return support.Number(t, im.Data(t, `{ companies { totalCount } }`, nil), "companies.totalCount")
}

func TestImportOverHTTP(t *testing.T) {
	im := serveImports(t)
	id := im.Upload(t, "firms.csv", strings.NewReader(firms))

	preview := support.Get(t, im.Data(t, `query($id: ID!) { importPreview(upload: $id) { guessedMapping files { name columns sample notes problem } } }`, vars{"id": id}), "importPreview")
	assert.Equal(t, []any{"股票代码", "企业名称", "上市时间"}, support.Get(t, preview, "files.0.columns"))
	assert.Equal(t, "甲公司", support.Get(t, preview, "files.0.sample.0.企业名称"))
	assert.Contains(t, support.Get(t, preview, "guessedMapping"), "stockCode")

	before := companies(t, im)
	dry := im.Follow(t, start(t, im, id, true))
	assert.Equal(t, "DONE", dry["state"])
	assert.EqualValues(t, 3, support.Get(t, dry, "counts.written"))
	assert.Equal(t, before, companies(t, im), "a dry run writes nothing")

	job := start(t, im, id, false)
	got := im.Follow(t, job)
	assert.Equal(t, "DONE", got["state"], got["message"])
	assert.EqualValues(t, 1, got["progress"])
	assert.Equal(t, map[string]any{
		"rows": 4.0, "written": 3.0, "unchanged": 0.0, "skipped": 0.0, "rejected": 1.0, "valuesOmitted": 1.0, "nodesCreated": 3.0,
	}, got["counts"])
	assert.Equal(t, before+3, companies(t, im))

	again := im.Follow(t, start(t, im, id, false))
	assert.EqualValues(t, 3, support.Get(t, again, "counts.unchanged"), "the second run writes nothing")
	rejects(t, im, got["rejects"].(string))

	jobs := support.Get(t, im.Data(t, `{ importJobs { id state dryRun } }`, nil), "importJobs").([]any)
	require.Len(t, jobs, 3)
}

// rejects downloads the file of what was left out: a row and a value.
func rejects(t *testing.T, im *support.Importer, path string) {
	t.Helper()
	resp, err := http.Get(im.Base + path)
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
	id := im.Upload(t, "firms.csv", strings.NewReader(rows.String()))
	job := start(t, im, id, false)
	require.Eventually(t, func() bool {
		return support.Number(t, im.Data(t, `query($id: ID!) { importJob(id: $id) { counts { written } } }`, vars{"id": job}), "importJob.counts.written") > 0
	}, support.Patience, 20*time.Millisecond)
	im.Data(t, `mutation($id: ID!) { cancelImport(id: $id) { id } }`, vars{"id": job})
	got := im.Follow(t, job)
	assert.Equal(t, "CANCELLED", got["state"])
	assert.Less(t, support.Get(t, got, "counts.rows"), 200_000.0)
	assert.Contains(t, got["message"], "goes on where it was")
}

// Who goes on with an import over HTTP gets one file of all that it rejected, from its beginning.
func TestImportThatGoesOnKeepsItsRejects(t *testing.T) {
	im := serveImports(t)
	var rows strings.Builder
	rows.WriteString("股票代码,企业名称,上市时间\n3019x3,丙公司,2003\n")
	for i := range 60_000 {
		fmt.Fprintf(&rows, "%06d,公司 %d,2001\n", i, i)
	}
	rows.WriteString("3019x4,丁公司,2003\n")
	id := im.Upload(t, "firms.csv", strings.NewReader(rows.String()))
	job := start(t, im, id, false)
	require.Eventually(t, func() bool {
		return support.Number(t, im.Data(t, `query($id: ID!) { importJob(id: $id) { counts { written } } }`, vars{"id": job}), "importJob.counts.written") > 0
	}, support.Patience, 20*time.Millisecond)
	im.Data(t, `mutation($id: ID!) { cancelImport(id: $id) { id } }`, vars{"id": job})
	require.Equal(t, "CANCELLED", im.Follow(t, job)["state"])
	im.Follow(t, start(t, im, id, true))
	got := im.Follow(t, start(t, im, id, false))
	require.Equal(t, "DONE", got["state"], got["message"])
	resp, err := http.Get(im.Base + got["rejects"].(string))
	require.NoError(t, err)
	defer resp.Body.Close()
	lines, err := csv.NewReader(resp.Body).ReadAll()
	require.NoError(t, err)
	require.Len(t, lines, 3, "the header and two rows")
	assert.Contains(t, lines[1], "3019x3")
	assert.Contains(t, lines[2], "3019x4")
}

func TestImportRefused(t *testing.T) {
	im := serveImports(t)
	good := im.Upload(t, "firms.csv", strings.NewReader(firms))
	nowhere := strings.Repeat("a", 26)
	tests := map[string]struct {
		query string
		vars  vars
		code  string
		says  string
	}{
		"no upload":      {support.StartImport, vars{"upload": "upl_" + nowhere, "mapping": importMapping}, "NOT_FOUND", "send the files"},
		"no upload's id": {support.StartImport, vars{"upload": "upl_none", "mapping": importMapping}, "BAD_USER_INPUT", `"upl_none" is not an id of an upload, such as upl_…`},
		"no mapping":     {support.StartImport, vars{"upload": good, "mapping": ""}, "BAD_USER_INPUT", ""},
		"bad mapping":    {support.StartImport, vars{"upload": good, "mapping": "version: 1\nfiles:\n  - file: a.csv\n    nodes:\n      - entity: Firm\n"}, "BAD_USER_INPUT", "Firm"},
		"no job":         {`query { importJob(id: "job_` + nowhere + `") { id } }`, nil, "NOT_FOUND", "importJobs"},
		"no job's id":    {`query { importJob(id: "job_none") { id } }`, nil, "BAD_USER_INPUT", `"job_none" is not an id of an import, such as job_…`},
		"follow no job":  {`mutation { cancelImport(id: "job_` + nowhere + `") { id } }`, nil, "NOT_FOUND", ""},
		"too many jobs":  {`query { importJobs(first: 5000) { id } }`, nil, "BAD_USER_INPUT", "200"},
		"preview nobody": {`query { importPreview(upload: "../../etc") { id } }`, nil, "BAD_USER_INPUT", "not an id of an upload"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r, err := im.Post(t.Context(), test.query, test.vars)
			require.NoError(t, err)
			require.Len(t, r.Errors, 1)
			assert.Equal(t, test.code, r.Errors[0].Code(), r.Errors[0].Message)
			assert.Contains(t, r.Errors[0].Message, test.says)
		})
	}
	t.Run("another site", func(t *testing.T) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, im.Base+"/imports", strings.NewReader(""))
		require.NoError(t, err)
		req.Header.Set("Origin", "https://evil.example")
		resp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		defer resp.Body.Close()
		assert.Equal(t, http.StatusForbidden, resp.StatusCode)
	})
	t.Run("rejects of nothing", func(t *testing.T) {
		resp, err := http.Get(im.Base + "/imports/job_none/rejects.csv")
		require.NoError(t, err)
		defer resp.Body.Close()
		assert.Equal(t, http.StatusNotFound, resp.StatusCode)
	})
}
