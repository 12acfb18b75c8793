package upload

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func opened(t *testing.T, limits Limits) *Store {
	t.Helper()
	s, err := Open(t.TempDir(), limits)
	require.NoError(t, err)
	return s
}

func formOf(t *testing.T, bytesOfFile int) (body *bytes.Buffer, contentType string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	part, err := w.CreateFormFile("file", "a.csv")
	require.NoError(t, err)
	_, err = part.Write(bytes.Repeat([]byte("x"), bytesOfFile))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return body, w.FormDataContentType()
}

func send(t *testing.T, s *Store, body io.Reader, contentType string) (status int, a answer) {
	t.Helper()
	srv := httptest.NewServer(s.Handler())
	defer srv.Close()
	resp, err := http.Post(srv.URL, contentType, body)
	require.NoError(t, err)
	defer resp.Body.Close()
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&a))
	return resp.StatusCode, a
}

// All uploads together have a bound; what is refused is not kept, and room that is made counts.
func TestUploadsTogetherAreBounded(t *testing.T) {
	s := opened(t, Limits{One: 1000, All: 1500})
	for range 2 {
		body, kind := formOf(t, 900)
		status, first := send(t, s, body, kind)
		require.Equal(t, http.StatusCreated, status, first.Error)
		body, kind = formOf(t, 900)
		status, second := send(t, s, body, kind)
		assert.Equal(t, http.StatusTooManyRequests, status)
		assert.Equal(t, "RATE_LIMITED", second.Code)
		assert.Contains(t, second.Error, "1500 bytes together (--max-uploads)")
		body, kind = formOf(t, 600)
		status, third := send(t, s, body, kind)
		assert.Equal(t, http.StatusCreated, status, third.Error)
		for _, id := range []string{first.Upload, third.Upload} {
			up, err := s.Find(id)
			require.NoError(t, err)
			require.NoError(t, up.Discard())
		}
	}
	again, err := Open(s.root, Limits{})
	require.NoError(t, err)
	assert.Zero(t, again.usage.kept)
}

// Of what is known to be too large nothing is read.
func TestTooLargeIsToldBeforeItIsSent(t *testing.T) {
	s := opened(t, Limits{One: 1000})
	r := httptest.NewRequest(http.MethodPost, "/imports", io.MultiReader())
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	r.ContentLength = 10 << 20
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	assert.Equal(t, http.StatusBadRequest, w.Code)
	assert.Contains(t, w.Body.String(), "--max-upload")
}

func TestUploadsLeaveTheDiskRoom(t *testing.T) {
	s := opened(t, Limits{})
	free := int64(leastFree + look)
	s.free = func() (int64, bool) { return free, true }
	body, kind := formOf(t, 100)
	status, _ := send(t, s, body, kind)
	assert.Equal(t, http.StatusCreated, status)
	body, kind = formOf(t, look+(1<<20))
	status, a := send(t, s, io.MultiReader(body), kind) // of unknown length
	assert.Equal(t, http.StatusCreated, status, a.Error)
	free = leastFree - 1
	for _, known := range []bool{true, false} {
		body, kind = formOf(t, look+(1<<20))
		in := io.Reader(body)
		if !known {
			in = io.MultiReader(body)
		}
		status, a = send(t, s, in, kind)
		assert.Equal(t, http.StatusTooManyRequests, status)
		assert.Contains(t, a.Error, "the disk of the service has 511 MiB left")
	}
	s.free = func() (int64, bool) { return 0, false }
	body, kind = formOf(t, 100)
	status, _ = send(t, s, body, kind)
	assert.Equal(t, http.StatusCreated, status, "a disk that does not tell is trusted")
}

// A sender that sends a byte now and then does not keep its upload open.
func TestSlowSenderIsCut(t *testing.T) {
	s := opened(t, Limits{})
	s.window = 50 * time.Millisecond
	form, kind := formOf(t, 100)
	in, out := io.Pipe()
	done := make(chan struct{})
	go func() {
		ticker := time.NewTicker(5 * time.Millisecond)
		defer ticker.Stop()
		_, _ = io.Copy(out, io.LimitReader(form, 180)) // the head of the file; the pipe ends with the test
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				if _, err := io.Copy(out, strings.NewReader("x")); err != nil {
					return
				}
			}
		}
	}()
	status, a := send(t, s, in, kind)
	close(done)
	assert.Equal(t, http.StatusBadRequest, status)
	assert.Contains(t, a.Error, "sent less than 30 KiB in 50ms")
	entries, err := os.ReadDir(s.root)
	require.NoError(t, err)
	assert.Empty(t, entries)
}

// What is used stays, however old it is.
func TestUsedUploadsStay(t *testing.T) {
	s := opened(t, Limits{})
	used, err := s.New()
	require.NoError(t, err)
	unused, err := s.New()
	require.NoError(t, err)
	require.NoError(t, s.RemoveOld(time.Now().Add(8*24*time.Hour), func(id string) bool { return id == used.ID }))
	_, err = s.Find(used.ID)
	require.NoError(t, err)
	_, err = s.Find(unused.ID)
	assert.Error(t, err)
}
