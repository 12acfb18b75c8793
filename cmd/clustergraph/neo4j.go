package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
)

type neo4jCommand struct {
	Start  neo4jStartCommand  `cmd:"" help:"Start the local Neo4j and leave it running."`
	Stop   neo4jStopCommand   `cmd:"" help:"Stop the local Neo4j."`
	Status neo4jStatusCommand `cmd:"" help:"Say whether the local Neo4j runs, and where."`
}

type neo4jStartCommand struct {
	localFlags
	Port int `help:"Bolt port; left out, the one used before or a free one." placeholder:"PORT"`
}

// Run starts Neo4j and returns when it answers.
func (c *neo4jStartCommand) Run(ctx context.Context, log *slog.Logger) error {
	running, err := localneo4j.StartDetached(ctx, localneo4j.Options{DataDir: c.DataDir, Port: c.Port, Progress: os.Stderr, Logger: log})
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stdout, "Neo4j runs at %s; stop it with: clustergraph neo4j stop --data-dir %s\n", running.Config().URI, c.DataDir)
	return nil
}

type neo4jStopCommand struct{ localFlags }

// Run stops Neo4j in order; that none runs is no error.
func (c *neo4jStopCommand) Run(ctx context.Context) error {
	switch err := localneo4j.StopDetached(ctx, c.DataDir); {
	case errors.Is(err, localneo4j.ErrNotRunning):
		fmt.Fprintln(os.Stdout, "no Neo4j runs on", c.DataDir)
	case err != nil:
		return err
	default:
		fmt.Fprintln(os.Stdout, "stopped")
	}
	return nil
}

type neo4jStatusCommand struct{ localFlags }

// Run prints one line.
func (c *neo4jStatusCommand) Run(ctx context.Context) error {
	status, err := localneo4j.StatusOf(ctx, c.DataDir)
	if err != nil {
		return err
	}
	switch {
	case status.Running == nil:
		fmt.Fprintln(os.Stdout, "no Neo4j runs on", c.DataDir)
	case !status.Answers:
		fmt.Fprintf(os.Stdout, "a Neo4j holds %s but does not answer at %s; see the logs there\n", c.DataDir, status.Running.Config().URI)
	default:
		fmt.Fprintf(os.Stdout, "Neo4j runs at %s on %s, up %s\n", status.Running.Config().URI, c.DataDir, status.Running.Uptime())
	}
	return nil
}
