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
	if !meant(err) {
		s.opts.Logger.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.String("cause", err.Error()))
	}
	panic(http.ErrAbortHandler)
}

// meant tells that a handler cut the connection itself.
func meant(err error) bool {
	p, is := errors.AsType[*background.Panic](err)
	if !is {
		return false
	}
	why, _ := p.Value.(error)
	return errors.Is(why, http.ErrAbortHandler)
}
