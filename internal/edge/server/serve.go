package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"

	"github.com/clustergraph/clustergraph/internal/model/background"
)

// Serve answers requests on ln until ctx is done, and then stops: /readyz fails,
// nothing new is accepted, streams and sockets are closed, running requests may
// end within DrainTimeout. It returns an error when requests had to be cut. A
// Server serves once.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	base, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	srv := s.httpServer(base)
	failed := background.Run(func() error { return srv.Serve(ln) })
	select {
	case err := <-failed:
		s.life.end()
		return fmt.Errorf("serve %s: %w", ln.Addr(), err)
	case <-ctx.Done():
		return s.drain(base, srv, cut)
	}
}

func (s *Server) httpServer(base context.Context) *http.Server {
	whole := s.opts.RequestTimeout + s.pace.transfer
	return &http.Server{
		Handler:           s,
		BaseContext:       func(net.Listener) context.Context { return base },
		ReadHeaderTimeout: s.pace.headers,
		// Both count from the start of a request, so both allow for the operation.
		// Streams set their own deadlines.
		// A body that came too late still gets its answer.
		ReadTimeout:    whole,
		WriteTimeout:   whole + s.pace.write,
		IdleTimeout:    idleTimeout,
		MaxHeaderBytes: maxHeaderBytes,
		ErrorLog:       slog.NewLogLogger(s.opts.Logger.Handler(), slog.LevelDebug),
	}
}

func (s *Server) drain(ctx context.Context, srv *http.Server, cut context.CancelFunc) error {
	s.life.end()
	ctx, cancel := context.WithTimeout(ctx, s.opts.DrainTimeout)
	defer cancel()
	err := errors.Join(srv.Shutdown(ctx), s.life.left(ctx))
	if err == nil {
		return nil
	}
	cut()
	return fmt.Errorf("stop: requests were still running after %s and were cut: %w",
		s.opts.DrainTimeout, errors.Join(err, srv.Close()))
}
