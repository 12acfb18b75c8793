package server

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/internal/access/grant"
)

// Bounds that nobody has needed to configure yet.
const (
	// tokenLimit bounds one GraphQL document. The introspection query of
	// GraphiQL has about 400 tokens.
	tokenLimit = 10_000
	// maxErrors bounds the errors of one answer: a document with thousands of
	// unknown fields is not answered with thousands of suggestions.
	maxErrors = 25
	// maxAnswerErrors bounds those of what was executed, of which each has a path of its own.
	maxAnswerErrors = 200
	// maxOperations bounds what one WebSocket may run at a time.
	maxOperations = 100

	idleTimeout    = 2 * time.Minute
	readyTimeout   = 2 * time.Second
	maxHeaderBytes = 64 << 10
)

// pace is how slow a client may be before it is cut.
type pace struct {
	headers  time.Duration // to send the head of a request
	transfer time.Duration // to send a body and take the answer, besides the operation
	write    time.Duration // to take one event or message
}

func standardPace() pace {
	return pace{headers: 5 * time.Second, transfer: 20 * time.Second, write: 10 * time.Second}
}

// Options configures a Server. Only Schema is required.
type Options struct {
	Schema graphql.ExecutableSchema
	// SDL is served at /schema.graphql.
	SDL string
	// Ready is called by /readyz; a fault's message is shown, any other error only logged.
	Ready func(context.Context) error
	// Playground is mounted at /playground/ and sees paths without that prefix.
	Playground http.Handler
	// Pages answers every path that nothing else answers. Without it / redirects to the playground.
	Pages http.Handler
	// Uploads takes files at POST /imports, Rejects serves GET /imports/{job}/rejects.csv.
	Uploads, Rejects http.Handler
	// Exports returns the handler of GET /export/, given what runs its queries.
	Exports func(run QueryFunc) http.Handler
	// Grant says what the sender of a request may see; grant.Default for everybody when nil.
	Grant  func(*http.Request) grant.Grant
	Logger *slog.Logger
	// Extensions run in the order given, after those that the server adds.
	Extensions []graphql.HandlerExtension
	// Sites are the names of the service and the origins whose pages may use it.
	Sites Sites
	// RequestTimeout bounds one query or mutation; 10 s when zero.
	RequestTimeout time.Duration
	// DrainTimeout bounds the wait for running requests at a stop; 15 s when zero.
	DrainTimeout time.Duration
	// InitTimeout bounds the wait for connection_init on a WebSocket; 5 s when zero.
	InitTimeout time.Duration
	// KeepAlive is the pause between pings of a WebSocket or an event stream; 20 s when zero.
	KeepAlive time.Duration
	// MaxIntrospection bounds what one request may read of the schema, in bytes; 16 MiB when zero.
	MaxIntrospection int64
	// MaxBody bounds a request body or a WebSocket message in bytes; 1 MiB when zero.
	MaxBody int64
}

func (o Options) withDefaults() Options {
	o.RequestTimeout = orDefault(o.RequestTimeout, 10*time.Second)
	o.DrainTimeout = orDefault(o.DrainTimeout, 15*time.Second)
	o.InitTimeout = orDefault(o.InitTimeout, 5*time.Second)
	o.KeepAlive = orDefault(o.KeepAlive, 20*time.Second)
	o.MaxIntrospection = orDefault(o.MaxIntrospection, 16<<20)
	o.MaxBody = orDefault(o.MaxBody, 1<<20)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Grant == nil {
		o.Grant = func(*http.Request) grant.Grant { return grant.Default() }
	}
	if o.Ready == nil {
		o.Ready = func(context.Context) error { return nil }
	}
	return o
}

func orDefault[T time.Duration | int64](value, standard T) T {
	if value == 0 {
		return standard
	}
	return value
}
