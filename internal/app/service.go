// Package app puts the parts together: a database and a schema in, a server out. It
// imports the GraphQL edge, the server, the compiler and the migrations.
package app

import (
	"cmp"
	"context"
	"io/fs"
	"log/slog"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/dataout/download"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/read/ask"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Options say how to serve. Server's schema, SDL, readiness and extensions are set by New.
type Options struct {
	Limits graph.Limits
	// Scope restricts what requests may see; nil restricts nothing.
	Scope plan.Scope
	// Policy says which personal data requests may see.
	Policy privacy.Policy
	// Imports runs imports of what Uploads takes.
	Imports *importjob.Runner
	// Live serves subscriptions to changes; nil stands for one with the default bounds.
	Live *live.Hub
	// MaxExport bounds the rows of one export over HTTP; 0 bounds nothing.
	MaxExport int
	Server    server.Options
}

// New returns the server of a database that has been migrated. Served holds the served SDL.
func New(ctx context.Context, db *neo.DB, cat *catalog.Catalog, served fs.FS, opts Options) (*server.Server, error) {
	schema, sdl, err := graph.LoadServed(served)
	if err != nil {
		return nil, err
	}
	secret, err := migrate.Secret(ctx, db)
	if err != nil {
		return nil, err
	}
	compiler := plan.NewCompiler(cat, plan.NewSigner(secret))
	if opts.Live == nil {
		opts.Live = live.New(db, live.Options{Log: opts.Server.Logger})
	}
	s := opts.Server
	s.Schema = graph.NewSchema(cat, db, schema, opts.Imports, opts.Live)
	s.SDL = sdl
	s.Ready = db.Ping
	s.Exports = func(run server.QueryFunc) http.Handler {
		return download.NewHandler(cat, asked(run), opts.MaxExport, cmp.Or(s.Logger, slog.New(slog.DiscardHandler)))
	}
	s.Extensions = []graphql.HandlerExtension{graph.NewRequests(compiler.For(opts.Policy), db, opts.Limits, opts.Scope)}
	return server.New(s), nil
}

// Ask returns what answers queries for exports: the service itself.
func Ask(srv *server.Server) ask.Func { return asked(srv.Query) }

func asked(run server.QueryFunc) ask.Func {
	return func(ctx context.Context, query string, variables map[string]any) ([]byte, gqlerror.List) {
		resp := run(ctx, query, variables)
		return resp.Data, resp.Errors
	}
}
