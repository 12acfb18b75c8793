package server

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// sameSite lets only requests pass that come from the service's pages, an allowed origin, or
// no page at all, and whose query string can be read, and logs them.
func (s *Server) sameSite(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.guard.originAllowed(r) {
			s.turnAway(w, r, otherSite(r))
			return
		}
		if _, refused := parameters(r); refused != nil {
			s.answer(w, refused)
			return
		}
		next.ServeHTTP(w, r)
		s.opts.Logger.InfoContext(r.Context(), "request", "method", r.Method, "path", fault.Excerpt(r.URL.Path))
	})
}

// turnAway refuses what a foreign page may have sent, and logs it.
func (s *Server) turnAway(w http.ResponseWriter, r *http.Request, why *refusal) {
	s.opts.Logger.WarnContext(r.Context(), "request refused: other site or name",
		"path", fault.Excerpt(r.URL.Path), "origin", fault.Excerpt(r.Header.Get("Origin")), "host", fault.Excerpt(r.Host))
	s.answer(w, why)
}

// answer tells a refusal beside /graphql as GraphQL tells errors.
func (s *Server) answer(w http.ResponseWriter, why *refusal) {
	w.Header()["Content-Type"] = s.headers.json
	w.Header()["Cache-Control"] = s.headers.noStore
	w.WriteHeader(why.status)
	p := encode(&graphql.Response{Errors: gqlerror.List{errorOf(why.Error)}})
	_ = p.writeTo(w) // the client is gone; nobody is left to tell
}
