package upload_test

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

type reply struct {
	Upload string
	Files  []upload.File
	Error  string
	Code   string
}

func open(t *testing.T, max int64) (*upload.Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "uploads")
	store, err := upload.Open(dir, upload.Limits{One: max})
	require.NoError(t, err)
	return store, dir
}

// form is the body of an upload: each pair is a name and its contents.
func form(t *testing.T, pairs ...string) (body *bytes.Buffer, contentType string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for i := 0; i < len(pairs); i += 2 {
		part, err := w.CreateFormFile("file", pairs[i])
		require.NoError(t, err)
		_, err = io.WriteString(part, pairs[i+1])
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return body, w.FormDataContentType()
}

func post(t *testing.T, store *upload.Store, body io.Reader, contentType string) (int, reply) {
	t.Helper()
	srv := httptest.NewServer(store.Handler())
	defer srv.Close()
	resp, err := http.Post(srv.URL, contentType, body)
	require.NoError(t, err)
	defer resp.Body.Close()
	var r reply
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&r))
	return resp.StatusCode, r
}

func TestUploadKeepsFiles(t *testing.T) {
	store, _ := open(t, 0)
	body, contentType := form(t, `C:\data\企业.csv`, "name\n永钢\n", "b.jsonl", "{}\n")
	status, r := post(t, store, body, contentType)
	require.Equal(t, http.StatusCreated, status, r.Error)
	assert.ElementsMatch(t, []upload.File{{Name: "b.jsonl", Bytes: 3}, {Name: "企业.csv", Bytes: 12}}, r.Files)

	found, err := store.Find(r.Upload)
	require.NoError(t, err)
	fsys, closer, err := found.FS()
	require.NoError(t, err)
	text, err := fs.ReadFile(fsys, "企业.csv")
	require.NoError(t, err)
	assert.Equal(t, "name\n永钢\n", string(text))
	require.NoError(t, closer.Close())

	require.NoError(t, found.Discard())
	_, err = store.Find(r.Upload)
	assert.Equal(t, fault.NotFound, fault.CodeOf(err))
}

func TestUploadRefused(t *testing.T) {
	many := make([]string, 0, 102)
	for i := range 51 {
		many = append(many, strings.Repeat("a", i+1)+".csv", "x")
	}
	tests := map[string]struct {
		pairs []string
		want  string
	}{
		"no file":       {nil, "no file in the request"},
		"hidden":        {[]string{".bashrc", "x"}, "no name for a file"},
		"only dots":     {[]string{"..", "x"}, "no name for a file"},
		"control":       {[]string{"a\u2028b.csv", "x"}, "no name for a file"},
		"twice":         {[]string{"a.csv", "x", "a.csv", "y"}, "two files are named"},
		"too large":     {[]string{"a.csv", strings.Repeat("x", 60), "b.csv", strings.Repeat("y", 60)}, "more than 100 bytes together"},
		"too many":      {many, "at most 50 files"},
		"path climbing": {[]string{"../../" + strings.Repeat("n", 300), "x"}, "no name for a file"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			store, dir := open(t, 100)
			body, contentType := form(t, test.pairs...)
			status, r := post(t, store, body, contentType)
			assert.Equal(t, http.StatusBadRequest, status)
			assert.Equal(t, "BAD_USER_INPUT", r.Code)
			assert.Contains(t, r.Error, test.want)
			nothingKept(t, dir)
		})
	}
}

func TestUploadCutShort(t *testing.T) {
	store, dir := open(t, 0)
	body, contentType := form(t, "a.csv", strings.Repeat("x", 5000))
	body.Truncate(4000)
	status, r := post(t, store, body, contentType)
	assert.Equal(t, http.StatusBadRequest, status)
	assert.Contains(t, r.Error, "ended too early")
	nothingKept(t, dir)
}

func TestUploadOfAnotherType(t *testing.T) {
	store, _ := open(t, 0)
	status, r := post(t, store, strings.NewReader("name\nA\n"), "text/csv")
	assert.Equal(t, http.StatusBadRequest, status)
	assert.Contains(t, r.Error, "multipart/form-data")
}

func nothingKept(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, entries)
}

func TestFindRefusesPaths(t *testing.T) {
	store, _ := open(t, 0)
	for _, id := range []string{"", "..", "../..", "upl_", "upl_../../../../../etc/passwd/"} {
		_, err := store.Find(id)
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), id)
	}
	_, err := store.Find("upl_" + strings.Repeat("a", 26))
	assert.Equal(t, fault.NotFound, fault.CodeOf(err))
}

func TestOldUploadsGo(t *testing.T) {
	store, dir := open(t, 0)
	old, err := store.New()
	require.NoError(t, err)
	fresh, err := store.New()
	require.NoError(t, err)
	past := time.Now().Add(-8 * 24 * time.Hour)
	require.NoError(t, os.Chtimes(old.Dir(), past, past))
	foreign := filepath.Join(dir, "notes")
	require.NoError(t, os.Mkdir(foreign, 0o700))
	require.NoError(t, os.Chtimes(foreign, past, past))

	again, err := upload.Open(dir, upload.Limits{})
	require.NoError(t, err)
	_, err = again.Find(old.ID)
	assert.Equal(t, fault.NotFound, fault.CodeOf(err))
	_, err = again.Find(fresh.ID)
	require.NoError(t, err)
	assert.DirExists(t, foreign, "what is no upload stays")
}
