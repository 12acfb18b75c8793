package server

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A panic in a handler is told in the log, whatever the handler is; a cut that is meant is not.
func TestPanickingHandlers(t *testing.T) {
	for value, logged := range map[any]string{"a bug in a handler": "a bug in a handler", http.ErrAbortHandler: ""} {
		var log bytes.Buffer
		s := &Server{opts: Options{Logger: slog.New(slog.NewTextHandler(&log, nil))}}
		handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(value) })
		assert.PanicsWithValue(t, http.ErrAbortHandler, func() {
			s.caught(handler, httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/export/companies.csv", http.NoBody))
		})
		if logged == "" {
			assert.Empty(t, log.String())
			continue
		}
		assert.Contains(t, log.String(), logged)
		assert.Contains(t, log.String(), "/export/companies.csv")
	}
}
