package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/dataout/extract"
	"github.com/clustergraph/clustergraph/internal/dataout/subgraph"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/ask"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/schema"
)

// pageTime bounds the reading of one page of an export.
const pageTime = 2 * time.Minute

// withGraphQL passes the GraphQL of the service to work.
func (c *exportCommand) withGraphQL(ctx context.Context, db *neo.DB, cat *catalog.Catalog, log *slog.Logger, work func(context.Context, *catalog.Catalog, ask.Func) error) error {
	today, err := c.today()
	if err != nil {
		return err
	}
	srv, err := app.New(ctx, db, cat, schema.Served(), app.Options{Today: today, Server: server.Options{Logger: log, RequestTimeout: pageTime}})
	if err != nil {
		return err
	}
	g := grant.Full()
	g.Policy.ShowSensitive, g.Limits = c.ShowSensitive, grant.DefaultLimits()
	return work(ctx, cat, app.Ask(srv, g))
}

func (c *exportCommand) format() string {
	return cmp.Or(c.Format, strings.TrimPrefix(filepath.Ext(c.Out), "."))
}

func (c *exportCommand) table(ctx context.Context, cat *catalog.Catalog, api ask.Func) (err error) {
	req := extract.Request{Path: c.Connection, Fields: c.Fields, Limit: c.Limit, AsOf: c.AsOf}
	for _, v := range []struct {
		name, text string
		into       *any
	}{{"--where", c.Where, &req.Where}, {"--link-where", c.LinkWhere, &req.LinkWhere}, {"--order-by", c.OrderBy, &req.OrderBy}} {
		if *v.into, err = extract.Value(v.name, v.text); err != nil {
			return err
		}
	}
	if req.Chinese, err = extract.Labels(c.Labels); err != nil {
		return err
	}
	out := &outFile{path: c.Out}
	defer out.discard()
	rows, err := extract.NewWriter(cat, api, 0).Table(ctx, req, extract.Format(c.format()), out.open)
	if err != nil {
		return err
	}
	return out.finish(fmt.Sprintf("%d rows", rows))
}

func (c *exportCommand) graph(ctx context.Context, cat *catalog.Catalog, api ask.Func) error {
	f := subgraph.Format(c.format())
	if err := f.Check(); err != nil {
		return err
	}
	g, err := subgraph.Read(ctx, api, cat, subgraph.Request{
		IDs: c.IDs, Depth: c.Depth, Relationships: c.Relationships, Types: c.Types, Limit: c.Limit, AsOf: c.AsOf,
	})
	if err != nil {
		return err
	}
	out := &outFile{path: c.Out}
	defer out.discard()
	w, err := out.open()
	if err != nil {
		return err
	}
	if err := g.Write(w, f); err != nil {
		return err
	}
	summary := fmt.Sprintf("%d entities, %d relationships", len(g.Nodes), len(g.Edges))
	if g.Truncated {
		summary += "; truncated: there is more than the limit let in"
	}
	return out.finish(summary)
}
