// Command clustergraph serves a city's knowledge graph of talent, projects, companies and
// industry clusters over GraphQL. This package is flags and wiring only.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

type cli struct {
	Config  kong.ConfigFlag `help:"JSON file with flags as keys." type:"path" placeholder:"FILE"`
	Verbose bool            `help:"Log more." short:"v"`

	Serve   serveCommand   `cmd:"" help:"Serve the graph; starts a local Neo4j unless --neo4j-uri names another."`
	Import  importCommand  `cmd:"" help:"Read a directory in the export format into the graph."`
	Export  exportCommand  `cmd:"" help:"Write the graph to a directory in the export format, a list as a table, or a part of the graph."`
	Index   indexCommand   `cmd:"" help:"Make what was written searchable; a running serve does so by itself."`
	Migrate migrateCommand `cmd:"" help:"Create the constraints and indexes that the schema declares."`
	Person  personCommand  `cmd:"" help:"Answer people who ask what is held about them, or to be erased."`
	Mapping mappingCommand `cmd:"" help:"Write and check mappings, which say what the rows of foreign files mean."`
	Neo4j   neo4jCommand   `cmd:"" name:"neo4j" help:"Start, stop or look at the local Neo4j."`
	Doctor  doctorCommand  `cmd:"" help:"Check that this machine has what is needed, and say what to do."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "clustergraph:", message(err))
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	var c cli
	parser, err := newParser(ctx, &c)
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return err
	}
	log, flush := newLogger(os.Stderr, c.Verbose)
	defer flush()
	return parsed.Run(log)
}

func newParser(ctx context.Context, c *cli) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("clustergraph"),
		kong.Description("A knowledge graph of talent, projects, companies and industry clusters."),
		kong.DefaultEnvars("CLUSTERGRAPH"),
		kong.Configuration(loadConfiguration),
		kong.UsageOnError(),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
}

// message is what an operator reads: the fault and its cause.
func message(err error) string {
	if f, isFault := errors.AsType[*fault.Error](err); isFault {
		return f.Error()
	}
	return err.Error()
}
