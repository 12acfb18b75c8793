package server

import (
	"net/http"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const originRefused = "Requests from other sites are refused. Send this one from the service's own pages, or allow the origin."

// sameSite lets only requests pass that come from the service's pages, an allowed origin, or
// no page at all, and logs them.
func (s *Server) sameSite(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.guard.originAllowed(r) {
			http.Error(w, originRefused, http.StatusForbidden)
			s.opts.Logger.WarnContext(r.Context(), "request refused: other site", "path", fault.Excerpt(r.URL.Path), "origin", fault.Excerpt(r.Header.Get("Origin")))
			return
		}
		next.ServeHTTP(w, r)
		s.opts.Logger.InfoContext(r.Context(), "request", "method", r.Method, "path", fault.Excerpt(r.URL.Path))
	})
}
