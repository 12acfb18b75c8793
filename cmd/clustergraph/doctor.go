package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/doctor"
	"github.com/clustergraph/clustergraph/internal/store/inspect"
	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/schema"
)

type doctorCommand struct {
	databaseFlags
	Addr string `help:"Address the service would use." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
}

// Run prints the checks; it fails when one that is needed fails. A graph that is running is
// looked at too.
func (c *doctorCommand) Run(ctx context.Context, log *slog.Logger) error {
	checks := doctor.Run(ctx, doctor.Options{DataDir: c.DataDir, Addr: c.Addr})
	if err := doctor.Print(os.Stdout, checks); err != nil {
		return err
	}
	if err := c.graph(ctx, log, os.Stdout); err != nil {
		return err
	}
	if !doctor.OK(checks) {
		return fault.New(fault.BadUserInput, "something is missing; see above")
	}
	return nil
}

// graph looks at what is stored, where a Neo4j is named or runs on the data directory.
func (c *doctorCommand) graph(ctx context.Context, log *slog.Logger, w io.Writer) error {
	if _, err := localneo4j.Find(c.DataDir); err != nil && c.Neo4jURI == "" {
		fmt.Fprintln(w, "\nThe graph was not looked at: no Neo4j runs on", c.DataDir)
		return nil
	}
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return err
	}
	db, closeDB, err := c.open(ctx, log)
	if err != nil {
		return err
	}
	defer closeDB()
	return listBroken(ctx, db, cat, w)
}

// listed bounds what is listed of what is stored against the schema.
const listed = 100

// listBroken prints what is stored against the schema. Nothing is changed: who knows what is
// right corrects it.
func listBroken(ctx context.Context, db *neo.DB, cat *catalog.Catalog, w io.Writer) error {
	n := 0
	err := inspect.Broken(ctx, db, cat, func(f inspect.Finding) {
		if n++; n <= listed {
			fmt.Fprintf(w, "note  %s %s: %s %s\n", f.Type, f.ID, f.Field, f.Reason)
		}
	})
	switch {
	case err != nil:
		return err
	case n > listed:
		fmt.Fprintf(w, "note  … and %d more\n", n-listed)
	}
	fmt.Fprintf(w, "\nStored against what the schema promises: %d. It was recorded before that was declared, and is kept as it is; correct it by a mutation or an import.\n", n)
	return nil
}
