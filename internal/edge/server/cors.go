package server

import (
	"net/http"
	"time"

	"github.com/rs/cors"
)

// preflightKept is how long browsers may keep that a request is allowed.
const preflightKept = 10 * time.Minute

// exposed are headers of answers that scripts of allowed origins may read beside the usual.
var exposed = []string{"Content-Disposition", "Content-Encoding", "Etag", "Retry-After", "X-Request-Id"}

// share lets pages of the allowed origins read what next answers, errors too, and
// answers what their browsers ask before. Who named an origin trusts its pages, so they may
// send any header, and cookies of a proxy that authenticates; all origins at once may not.
func (s Sites) share(next http.Handler) http.Handler {
	if !s.every && len(s.origins) == 0 {
		return next
	}
	opts := cors.Options{
		AllowedMethods:      []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders:      []string{"*"},
		ExposedHeaders:      exposed,
		MaxAge:              int(preflightKept.Seconds()),
		AllowPrivateNetwork: true,
	}
	if s.every {
		opts.AllowedOrigins = []string{everyOrigin}
	} else {
		opts.AllowOriginFunc = s.shares
		opts.AllowCredentials = true
	}
	return cors.New(opts).Handler(next)
}

// preflight tells that a browser asks whether a page may send a request.
func preflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
}
