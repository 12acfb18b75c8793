package server

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

// fixed is an executable schema that answers at once, so that what is measured
// is the edge and gqlgen's executor.
type fixed struct {
	*testSchema
	data []byte
}

func (f fixed) Exec(context.Context) graphql.ResponseHandler {
	return graphql.OneShot(&graphql.Response{Data: f.data})
}

const benchBody = `{"query":"query One($n: String) { hello(name: $n) }","variables":{"n":"com_01J8ZQ0000000000000000"},"operationName":"One"}`

type nullWriter struct{ header http.Header }

func (w *nullWriter) Header() http.Header         { return w.header }
func (w *nullWriter) Write(p []byte) (int, error) { return len(p), nil }
func (w *nullWriter) WriteHeader(int)             {}

type body struct{ bytes.Reader }

func (*body) Close() error { return nil }

func benchServer(b *testing.B, size int, logger *slog.Logger) *Server {
	data := []byte(`{"hello":"` + strings.Repeat("x", size) + `"}`)
	return New(Options{Schema: fixed{newTestSchema(b), data}, Logger: logger})
}

// BenchmarkHandler is the whole handler without the network.
func BenchmarkHandler(b *testing.B) {
	for name, size := range map[string]int{"small": 100, "page 200 KB": 200_000} {
		b.Run(name, func(b *testing.B) {
			s := benchServer(b, size, slog.New(slog.NewJSONHandler(io.Discard, nil)))
			r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, "http://127.0.0.1:8080/graphql", nil)
			if err != nil {
				b.Fatal(err)
			}
			r.Header = http.Header{"Content-Type": {typeJSON}, "Accept": {typeResponse}}
			r.ContentLength = int64(len(benchBody))
			in := &body{}
			r.Body = in
			w := &nullWriter{http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				clear(w.header)
				in.Reset([]byte(benchBody))
				s.ServeHTTP(w, r)
			}
		})
	}
}

// BenchmarkLoopback is one client on one connection, both sides counted.
func BenchmarkLoopback(b *testing.B) {
	s := benchServer(b, 100, slog.New(slog.NewJSONHandler(io.Discard, nil)))
	bare := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = w.Write([]byte(`{"data":{}}`))
	})
	for name, handler := range map[string]http.Handler{"graphql": s, "bare net/http": bare} {
		b.Run(name, func(b *testing.B) {
			ln, err := Listen(b.Context(), "127.0.0.1:0")
			if err != nil {
				b.Fatal(err)
			}
			srv := s.httpServer(context.Background())
			srv.Handler = handler
			go func() { _ = srv.Serve(ln) }()
			defer srv.Close()
			roundTrips(b, ln)
		})
	}
}

func roundTrips(b *testing.B, ln net.Listener) {
	b.Helper()
	conn, err := new(net.Dialer).DialContext(b.Context(), "tcp", ln.Addr().String())
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	request := []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
		strconv.Itoa(len(benchBody)) + "\r\n\r\n" + benchBody)
	answer := make([]byte, 8192)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := conn.Write(request); err != nil {
			b.Fatal(err)
		}
		if _, err := conn.Read(answer); err != nil {
			b.Fatal(err)
		}
	}
	if !bytes.HasPrefix(answer, []byte("HTTP/1.1 200")) {
		b.Fatal(string(answer[:100]))
	}
}
