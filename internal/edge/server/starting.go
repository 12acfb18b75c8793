package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const (
	// handOver bounds the wait for answers that are under way when the service is ready.
	handOver = 250 * time.Millisecond
	// retrySeconds is when to try again, as Retry-After and Refresh have it.
	retrySeconds = "2"
)

// Starting answers at an address whose service is still coming up: the process
// lives, and is not ready. Otherwise requests would lie in the listener's queue, with
// nothing to tell them from those to a dead process, and be run when their clients
// had long left.
type Starting struct {
	ln      lent
	log     *slog.Logger
	srv     *http.Server
	headers headerSet
	early   atomic.Int64
	end     sync.Once
	served  <-chan struct{}
}

// AnswerStarting answers at ln, which Listen opened, until End. Sites are those of the service.
func AnswerStarting(ln *net.TCPListener, sites Sites, log *slog.Logger) *Starting {
	s := &Starting{ln: lent{ln}, log: log, headers: newHeaderSet()}
	s.srv = &http.Server{
		Handler:           sites.share(s),
		ReadHeaderTimeout: standardPace().headers,
		WriteTimeout:      standardPace().write,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	// The next request shall meet the service itself.
	s.srv.SetKeepAlivesEnabled(false)
	s.served = background.Go(log, "answering while the service starts", func() error {
		if err := s.srv.Serve(s.ln); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	return s
}

// End gives the listener back, open. How many requests came too early is logged as
// one line, since an operator can do nothing about each. A second End does nothing.
func (s *Starting) End() {
	s.end.Do(func() {
		ctx, cancel := context.WithTimeout(context.Background(), handOver)
		defer cancel()
		if s.srv.Shutdown(ctx) != nil {
			_ = s.srv.Close() // what is left has sent no request
		}
		<-s.served
		_ = s.ln.SetDeadline(time.Time{}) // a closed listener needs none
		if early := s.early.Load(); early > 0 {
			s.log.Info("requests came before the service was ready", "count", early)
		}
	})
}

// ServeHTTP answers one request.
func (s *Starting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.headers.secure(w.Header())
	if r.URL.Path == "/healthz" {
		text(w, http.StatusOK, "ok")
		return
	}
	w.Header().Set("Retry-After", retrySeconds)
	switch r.URL.Path {
	case "/readyz":
	case "/graphql":
		s.early.Add(1)
		s.refuse(w)
		return
	default:
		s.early.Add(1)
		// A browser comes again by itself.
		w.Header().Set("Refresh", retrySeconds)
	}
	text(w, http.StatusServiceUnavailable, "not ready: the service is starting")
}

func (s *Starting) refuse(w http.ResponseWriter) {
	w.Header()["Content-Type"] = s.headers.json
	w.Header()["Cache-Control"] = s.headers.noStore
	w.WriteHeader(http.StatusServiceUnavailable)
	why := fault.New(fault.DatabaseUnavailable, "The service is starting. Try again in a few seconds.")
	p := encode(&graphql.Response{Errors: gqlerror.List{errorOf(why)}})
	_ = p.writeTo(w) // the client is gone; nobody is left to tell
}

// lent is a listener that outlives the server which closes it.
type lent struct{ *net.TCPListener }

// Close only ends the Accept that waits.
func (l lent) Close() error { return l.SetDeadline(time.Now()) }
