package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// page wraps what is not /graphql: pages may style and script themselves.
func (s *Server) page(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Content-Security-Policy"] = s.headers.pagePolicy
		next.ServeHTTP(w, r)
	})
}

// healthz says that the process answers.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) { text(w, http.StatusOK, "ok") }

// readyz says whether requests can be served, and if not, why.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	if s.life.stopping.Err() != nil {
		text(w, http.StatusServiceUnavailable, "not ready: the service is stopping")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
	defer cancel()
	err := s.opts.Ready(ctx)
	if err == nil {
		text(w, http.StatusOK, "ready")
		return
	}
	s.opts.Logger.WarnContext(ctx, "not ready", "cause", err.Error())
	reason := "a check failed; the log holds the cause"
	if f, ok := errors.AsType[*fault.Error](err); ok {
		reason = f.Message
	} else if ctx.Err() != nil {
		reason = fmt.Sprintf("no answer within %s", readyTimeout)
	}
	text(w, http.StatusServiceUnavailable, "not ready: "+reason)
}

func text(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, line) // the client is gone; nobody is left to tell
}

func welcome(w http.ResponseWriter, _ *http.Request) {
	text(w, http.StatusOK, "ClusterGraph. GraphQL is at /graphql, its schema at /schema.graphql.")
}
