package app

import (
	"cmp"
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/graph"
	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/dataout/download"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/history/changes"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
	"github.com/clustergraph/clustergraph/internal/read/ask"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
)

// Options say how to serve. Server's schema, SDL, readiness and extensions are set by New.
type Options struct {
	// Grant is what requests may see where Server.Grant does not say it for each; the zero
	// value stands for grant.Default.
	Grant grant.Grant
	// Imports runs imports of what Uploads takes.
	Imports *importjob.Runner
	// Live serves subscriptions to changes; nil stands for one with the default bounds.
	Live *live.Hub
	// Today is what dates of requests are relative to; nil stands for the day in Shanghai.
	Today  func() scalar.Date
	Server server.Options
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
	if opts.Live == nil {
		opts.Live = live.New(db, live.Options{Log: opts.Server.Logger})
	}
	if opts.Today == nil {
		opts.Today = scalar.Today(time.Now, shanghai())
	}
	s := opts.Server
	s.Schema = graph.NewSchema(cat, schema, graph.Services{
		Feed: changes.NewReader(db), Mutations: mutation.NewRunner(cat, db), Imports: opts.Imports, Live: opts.Live,
	})
	s.SDL = sdl
	s.Ready = db.Ready
	if s.Grant == nil {
		s.Grant = func(*http.Request) grant.Grant { return opts.grant() }
	}
	s.Exports = func(run server.QueryFunc) http.Handler {
		return download.NewHandler(cat, asked(run), server.GrantOf, cmp.Or(s.Logger, slog.New(slog.DiscardHandler)))
	}
	door := view.NewDoor(cat, db, plan.NewSigner(secret), opts.Today)
	s.Extensions = []graphql.HandlerExtension{graph.NewRequests(door, server.GrantOf)}
	return server.New(s), nil
}

// shanghai is the time zone of a city in China, which has no summer time.
func shanghai() *time.Location {
	const hours = 8
	return time.FixedZone("Asia/Shanghai", hours*60*60)
}

// grant is the one of the options, with limits.
func (o Options) grant() grant.Grant {
	g := o.Grant
	if rows := g.Limits.ExportRows; g.Limits == (grant.Limits{ExportRows: rows}) {
		g.Limits = grant.DefaultLimits()
		g.Limits.ExportRows = rows
	}
	return g
}

// Ask returns what answers queries for exports under a grant: the service itself.
func Ask(srv *server.Server, g grant.Grant) ask.Func {
	answer := asked(srv.Query)
	return func(ctx context.Context, query string, variables map[string]any) ([]byte, gqlerror.List) {
		return answer(server.WithGrant(ctx, g), query, variables)
	}
}

func asked(run server.QueryFunc) ask.Func {
	return func(ctx context.Context, query string, variables map[string]any) ([]byte, gqlerror.List) {
		resp := run(ctx, query, variables)
		return resp.Data, resp.Errors
	}
}
