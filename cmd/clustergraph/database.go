package main

import (
	"context"
	"log/slog"
	"os"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// localFlags say where the local Neo4j lives.
type localFlags struct {
	DataDir string `help:"Where the local Neo4j keeps its data." default:"~/.local/share/clustergraph" type:"path" placeholder:"DIR"`
}

// databaseFlags say which Neo4j to use: another by URI, else the local one. The password
// is never a flag, since command lines can be read by others.
type databaseFlags struct {
	localFlags
	Neo4jURI          string `name:"neo4j-uri" env:"CLUSTERGRAPH_NEO4J_URI" help:"Use this Neo4j instead of a local one: bolt://, neo4j://, or their +s forms for TLS." placeholder:"URI"`
	Neo4jUser         string `name:"neo4j-user" env:"CLUSTERGRAPH_NEO4J_USER" help:"User of that Neo4j; its password is read from NEO4J_PASSWORD or --neo4j-password-file." default:"neo4j"`
	Neo4jPasswordFile string `name:"neo4j-password-file" env:"CLUSTERGRAPH_NEO4J_PASSWORD_FILE" help:"File that holds the password." type:"path" placeholder:"FILE"`
	Neo4jDatabase     string `name:"neo4j-database" env:"CLUSTERGRAPH_NEO4J_DATABASE" help:"Name of the database; left out, the server's default." placeholder:"NAME"`
}

// open connects to the database. close releases it, and stops the local Neo4j if this
// process started it.
func (f databaseFlags) open(ctx context.Context, log *slog.Logger) (db *neo.DB, closeAll func(), err error) {
	return f.openFor(ctx, log, false)
}

// openFor is open, for a command that serves on the data directory, or one that does not.
func (f databaseFlags) openFor(ctx context.Context, log *slog.Logger, serving bool) (db *neo.DB, closeAll func(), err error) {
	cfg, stop, err := f.config(ctx, log, serving)
	if err != nil {
		return nil, nil, err
	}
	db, err = neo.Open(cfg)
	if err != nil {
		stop()
		return nil, nil, err
	}
	closeAll = func() {
		_ = db.Close(context.WithoutCancel(ctx))
		stop()
	}
	if err := db.Ping(ctx); err != nil {
		closeAll()
		return nil, nil, err
	}
	return db, closeAll, nil
}

func (f databaseFlags) config(ctx context.Context, log *slog.Logger, serving bool) (cfg neo.Config, stop func(), err error) {
	if f.Neo4jURI != "" {
		password, err := f.password()
		return neo.Config{URI: f.Neo4jURI, User: f.Neo4jUser, Password: password, Database: f.Neo4jDatabase}, func() {}, err
	}
	kept, err := localneo4j.Keep(ctx, localneo4j.Options{DataDir: f.DataDir, Progress: os.Stderr, Logger: log, Serving: serving})
	if err != nil {
		return neo.Config{}, nil, err
	}
	return kept.Config(), func() {
		if err := kept.Stop(context.WithoutCancel(ctx)); err != nil {
			log.Error("the local Neo4j did not stop cleanly", "cause", err)
		}
	}, nil
}

func (f databaseFlags) password() (string, error) {
	if f.Neo4jPasswordFile == "" {
		return os.Getenv("NEO4J_PASSWORD"), nil
	}
	text, err := os.ReadFile(f.Neo4jPasswordFile)
	if err != nil {
		return "", fault.Wrap(fault.BadUserInput, err, "the password file cannot be read")
	}
	return strings.TrimSpace(string(text)), nil
}
