package support

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Importer is a service with imports over HTTP.
type Importer struct {
	*API
	// Dir is where uploads are kept.
	Dir string
}

// ServeImports serves the database as it is, with imports over HTTP.
func ServeImports(t testing.TB, db *neo.DB) *Importer {
	t.Helper()
	dir := t.TempDir()
	store, err := upload.Open(dir, upload.Limits{})
	require.NoError(t, err)
	jobs := importjob.NewRunner(db, Declared(t), store, slog.New(slog.DiscardHandler))
	t.Cleanup(jobs.Close)
	return &Importer{ServeLoaded(t, db, app.Options{
		Imports: jobs, Server: server.Options{Uploads: store.Handler(), Rejects: jobs.Rejects()},
	}), dir}
}

// Upload sends a file and returns the upload's id.
func (im *Importer) Upload(t testing.TB, name string, content io.Reader) string {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	require.NoError(t, err)
	_, err = io.Copy(part, content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	response, err := http.Post(im.Base+"/imports", w.FormDataContentType(), &body)
	require.NoError(t, err)
	defer response.Body.Close()
	var r struct{ Upload, Error string }
	require.NoError(t, json.NewDecoder(response.Body).Decode(&r))
	require.Equal(t, http.StatusCreated, response.StatusCode, r.Error)
	return r.Upload
}

// StartImport is the mutation that starts an import of an upload.
const StartImport = `mutation($upload: ID!, $mapping: String!, $dry: Boolean) { startImport(upload: $upload, mapping: $mapping, dryRun: $dry) { id state } }`

// Start starts an import of an upload and returns the job's id.
func (im *Importer) Start(t testing.TB, uploadID, mapping string, dry bool) string {
	t.Helper()
	data := im.Data(t, StartImport, Vars{"upload": uploadID, "mapping": mapping, "dry": dry})
	return Get(t, data, "startImport.id").(string)
}

const importProgress = `subscription($id: ID!) { importProgress(id: $id) {
	state progress message rejects counts { rows written unchanged skipped rejected valuesOmitted nodesCreated } problems { line column value reason }
} }`

// Follow reads the import's progress as events until it ends, and returns the last state.
func (im *Importer) Follow(t testing.TB, job string) map[string]any {
	t.Helper()
	events := im.OverSSE(t, importProgress, Vars{"id": job})
	defer events.Stop()
	var last map[string]any
	for {
		r, more := events.Next(t)
		if !more {
			break
		}
		require.Empty(t, r.Errors)
		last = Get(t, r.Data, "importProgress").(map[string]any)
	}
	require.NotNil(t, last, "no event came")
	return last
}
