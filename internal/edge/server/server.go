package server

import (
	"net/http"
)

// Server answers GraphQL over GET, POST, WebSocket and server-sent events, and
// the pages and probes beside it. It is an http.Handler.
type Server struct {
	opts     Options
	engine   *engine
	guard    guard
	headers  headerSet
	calls    callIDs
	decoders decoders
	life     *life
	packed   compressor
	mux      *http.ServeMux
	// shared is the whole, and lets allowed origins read it.
	shared http.Handler
	pace   pace
}

// New returns a Server. It panics on an extension that does not accept the
// schema, since that is a mistake in the program.
func New(opts Options) *Server {
	opts = opts.withDefaults()
	s := &Server{
		opts:     opts,
		engine:   newEngine(opts),
		guard:    newGuard(opts.Sites),
		headers:  newHeaderSet(),
		calls:    newCallIDs(),
		decoders: newDecoders(),
		life:     newLife(),
		packed:   newCompressor(),
		mux:      http.NewServeMux(),
		pace:     standardPace(),
	}
	s.routes()
	s.shared = opts.Sites.share(http.HandlerFunc(s.enter))
	return s
}

func (s *Server) routes() {
	s.mux.HandleFunc("/graphql", s.graphql)
	s.mux.Handle("GET /healthz", s.page(http.HandlerFunc(s.healthz)))
	s.mux.Handle("GET /readyz", s.page(http.HandlerFunc(s.readyz)))
	s.mux.Handle("GET /schema.graphql", s.page(newFixedText(s.opts.SDL)))
	if s.opts.Uploads != nil {
		s.mux.Handle("POST /imports", s.sameSite(s.opts.Uploads))
	}
	if s.opts.Rejects != nil {
		s.mux.Handle("GET /imports/{job}/rejects.csv", s.sameSite(s.packed.handler(s.opts.Rejects)))
	}
	if s.opts.Exports != nil {
		s.mux.Handle("GET /export/", s.sameSite(s.packed.handler(s.opts.Exports(s.Query))))
	}
	if s.opts.Playground != nil {
		s.mux.Handle("/playground/", s.page(http.StripPrefix("/playground", s.opts.Playground)))
	}
	switch {
	case s.opts.Pages != nil:
		s.mux.Handle("/", s.page(s.opts.Pages))
	case s.opts.Playground != nil:
		s.mux.Handle("GET /{$}", s.page(http.RedirectHandler("/playground/", http.StatusFound)))
	default:
		s.mux.Handle("GET /{$}", s.page(http.HandlerFunc(welcome)))
	}
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.headers.secure(w.Header())
	if preflight(r) && !s.guard.originAllowed(r) {
		s.turnAway(w, r, otherSite(r))
		return
	}
	s.shared.ServeHTTP(w, r)
}

// enter answers a request that has its Access-Control headers.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	if !s.guard.hostAllowed(r.Host) {
		s.turnAway(w, r, unknownHost(r.Host))
		return
	}
	s.caught(s.mux, w, s.granted(r))
}
