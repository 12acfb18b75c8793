package server

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/clustergraph/clustergraph/internal/model/background"
)

// caught runs a handler. What panics in it is logged as an error, which net/http would not do, and
// cuts the connection: nobody knows how much of the answer has been sent.
func (s *Server) caught(handler http.Handler, w http.ResponseWriter, r *http.Request) {
	err := background.Do(func() error {
		handler.ServeHTTP(w, r)
		return nil
	})
	if err == nil {
		return
	}
	if p, is := errors.AsType[*background.Panic](err); !is || p.Value != http.ErrAbortHandler {
		s.opts.Logger.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.String("cause", err.Error()))
	}
	panic(http.ErrAbortHandler)
}
