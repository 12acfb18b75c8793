package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/datain/importjob"
	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/datain/upload"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/edge/web"
	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/read/ask"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/sample"
	"github.com/clustergraph/clustergraph/schema"
)

type serveCommand struct {
	databaseFlags
	zoneFlags
	Addr    string        `help:"Address to serve on; of the loopback until there is authentication." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Sample  bool          `help:"Load the sample into an empty graph."`
	Timeout time.Duration `help:"Longest time for one request." default:"10s"`
	MaxRows int           `help:"Most entities one request may ask for, with every page full." default:"200000"`
	MaxHops int           `help:"Most entities in a row that one request may pass through." default:"12"`

	MaxConditions int `help:"Most comparisons that the filters of one request may make." default:"400"`
	MaxListed     int `help:"Most values in the lists of the filters of one request." default:"20000" placeholder:"VALUES"`
	MaxFollowed   int `help:"Most relationships that filters, orders and groups of one request may follow." default:"50"`
	MaxNested     int `help:"Most nested pages, related entities and aggregates in the answer of one request." default:"80"`
	MaxValues     int `help:"Most values that one request may name." default:"600"`

	MaxSubscriptions int `help:"Most subscriptions at a time, to changes and to imports." default:"2000"`

	MaxAnswer int64 `help:"Most bytes of the answer to one request; 0 is no limit." default:"33554432" placeholder:"BYTES"`

	MaxExport     int  `help:"Most rows of one table over HTTP." default:"1000000" placeholder:"ROWS"`
	ShowSensitive bool `help:"Show telephone numbers and e-mail addresses to everybody who reaches the service; otherwise they are masked."`

	MaxIntrospection int64 `help:"Most bytes that one request may read of the schema." default:"16777216" placeholder:"BYTES"`

	AllowOrigin []string `help:"Origin of a front end whose pages may use the service, such as http://localhost:5173; may be repeated. * is every page that a browser here opens." placeholder:"ORIGIN"`
	AllowHost   []string `help:"Name that the service is reached by, such as that of a proxy on this machine; may be repeated." placeholder:"NAME"`

	MaxUpload  int64 `help:"Most bytes of one upload to import, all files together." default:"2147483648" placeholder:"BYTES"`
	MaxUploads int64 `help:"Most bytes of all uploads that are kept, together." default:"4294967296" placeholder:"BYTES"`
}

// Run serves until the context ends.
func (c *serveCommand) Run(ctx context.Context, log *slog.Logger) error {
	today, err := c.today()
	if err != nil {
		return err
	}
	sites, err := server.ParseSites(c.AllowHost, c.AllowOrigin)
	if err != nil {
		return err
	}
	release, err := c.claim(ctx)
	if err != nil {
		return err
	}
	defer release()
	// The address is taken next: a busy port is reported before a Neo4j is started.
	listener, err := server.Listen(ctx, c.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	starting := server.AnswerStarting(listener, sites, log)
	defer starting.End()
	db, closeDB, err := c.openFor(ctx, log, true)
	if err != nil {
		return err
	}
	defer closeDB()
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return err
	}
	if err := migrate.Run(ctx, db, cat, log); err != nil {
		return err
	}
	if c.Sample {
		if err := loadSample(ctx, db, cat, log); err != nil {
			return err
		}
	}
	uploads, err := upload.Open(filepath.Join(c.DataDir, "uploads"), upload.Limits{One: c.MaxUpload, All: c.MaxUploads})
	if err != nil {
		return err
	}
	imports := importjob.NewRunner(db, cat, uploads, log)
	defer imports.Close()
	changes := live.New(db, live.Options{Most: c.MaxSubscriptions, Log: log})
	defer changes.Close()
	srv, err := app.New(ctx, db, cat, schema.Served(), app.Options{
		Grant:   c.grant(),
		Imports: imports,
		Live:    changes,
		Today:   today,
		Server: server.Options{
			Sites: sites, Playground: web.Playground(), Uploads: uploads.Handler(), Rejects: imports.Rejects(), Logger: log, RequestTimeout: c.Timeout, MaxIntrospection: c.MaxIntrospection,
		},
	})
	if err != nil {
		return err
	}
	// The database closes after the last statement of search.
	defer keepSearchable(ctx, db, cat, log)()
	starting.End()
	// A start leaves some twenty MiB behind, of the schema and of the sample, that the service
	// would not need again before long.
	debug.FreeOSMemory()
	announce(listener.Addr().String())
	defer warm(ctx, app.Ask(srv, c.grant()), log)()
	return srv.Serve(ctx, listener)
}

// grant is what everybody may see.
func (c *serveCommand) grant() grant.Grant {
	return grant.Grant{
		Reader: "anonymous", Policy: privacy.Policy{ShowSensitive: c.ShowSensitive},
		Limits: grant.Limits{
			Rows: c.MaxRows, Hops: c.MaxHops, Bytes: c.MaxAnswer, ExportRows: c.MaxExport,
			Conditions: c.MaxConditions, Listed: c.MaxListed, Followed: c.MaxFollowed, Nested: c.MaxNested, Values: c.MaxValues,
		},
	}
}

// replanned is how long Neo4j keeps a plan whatever becomes of the graph (dbms.cypher.min_replan_interval).
const replanned = 10 * time.Second

// warm has the plans of the ready questions made beside what is served. Those of a graph that was
// just filled are made again once Neo4j has counted what is in it, so they are asked for twice.
func warm(ctx context.Context, answer ask.Func, log *slog.Logger) (stop func()) {
	return beside(ctx, log, "warming", func(ctx context.Context) error {
		if err := app.Warm(ctx, answer, log); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(replanned):
			return app.Warm(ctx, answer, log)
		}
	})
}

// claim makes this process the only one that serves on the data directory, unless the graph is
// elsewhere: copies may share that. One that starts while this one stops waits for it.
func (c *serveCommand) claim(ctx context.Context) (release func(), err error) {
	if c.Neo4jURI != "" {
		return func() {}, nil
	}
	serving, err := localneo4j.ClaimServing(ctx, c.DataDir, c.Addr)
	if err != nil {
		return nil, err
	}
	announced := context.AfterFunc(ctx, serving.Stopping)
	return func() {
		announced()
		_ = serving.Close() // the end of the process does it too
	}, nil
}

func loadSample(ctx context.Context, db *neo.DB, cat *catalog.Catalog, log *slog.Logger) error {
	empty, err := migrate.Empty(ctx, db, cat)
	if err != nil || !empty {
		return err
	}
	report, err := ingest.Import(ctx, db, cat, sample.Files(), ingest.Options{AtOnce: true})
	if err != nil {
		return err
	}
	if report.Rejected > 0 {
		return fault.New(fault.Internal, "the sample has %d bad rows, the first: %v", report.Rejected, report.Problems[0])
	}
	log.Info("the sample is loaded", "rows", report.Rows)
	return nil
}

func announce(addr string) {
	fmt.Fprintf(os.Stdout, `
ClusterGraph 产业集群图谱 is ready.
  playground  http://%[1]s/playground
  GraphQL     http://%[1]s/graphql
  schema      http://%[1]s/schema.graphql
Stop with Ctrl-C.
`, addr)
}
