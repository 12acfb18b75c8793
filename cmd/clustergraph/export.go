package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"github.com/clustergraph/clustergraph/internal/dataout/backup"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

type exportCommand struct {
	databaseFlags
	zoneFlags
	Out    string `help:"The directory of the whole graph; with --connection or --ids a file, - for the standard output." required:"" type:"path" placeholder:"PATH"`
	Format string `help:"csv, xlsx or jsonl of a connection; graphml, gexf or json of a part of the graph. Left out, as --out ends." placeholder:"NAME"`
	AsOf   string `help:"Relationships as they were at this date." placeholder:"DATE"`
	Limit  int    `help:"Most rows of a connection, most entities of a part of the graph." placeholder:"N"`

	Withheld bool `help:"Take in what is withheld, such as people who opted out: to move or keep the whole graph."`

	ShowSensitive bool `help:"Show telephone numbers and e-mail addresses in a table or a part of the graph; otherwise they are masked."`

	Connection string   `help:"Write a list as a table: companies, or companies.segments for a row a relationship." placeholder:"PATH"`
	Where      string   `help:"Filter of the list, as in GraphQL." placeholder:"JSON"`
	LinkWhere  string   `help:"Filter of the connection, as in GraphQL." placeholder:"JSON"`
	OrderBy    string   `help:"Order of the list, as in GraphQL." placeholder:"JSON"`
	Fields     []string `help:"Columns of the table; left out, all." placeholder:"NAME"`
	Labels     string   `help:"zh heads the columns with the Chinese terms, and writes values of enumerations in them." placeholder:"zh"`

	IDs           []string `name:"ids" help:"Write the part of the graph around these entities." placeholder:"ID"`
	Depth         int      `help:"Relationships to follow from them." default:"1" placeholder:"N"`
	Relationships []string `help:"Relationship types to follow; left out, all." placeholder:"TYPE"`
	Types         []string `help:"Entities to take in; left out, all." placeholder:"TYPE"`
}

// Run writes the whole graph, a table, or a part of the graph, as the flags say.
func (c *exportCommand) Run(ctx context.Context, log *slog.Logger) error {
	if err := c.fits(); err != nil {
		return err
	}
	return c.prepared(ctx, log, func(db *neo.DB, cat *catalog.Catalog) error {
		switch {
		case c.Connection != "":
			return c.withGraphQL(ctx, db, cat, log, c.table)
		case len(c.IDs) > 0:
			return c.withGraphQL(ctx, db, cat, log, c.graph)
		}
		return c.whole(ctx, db, cat)
	})
}

// whole exports the graph and prints the rows a file.
func (c *exportCommand) whole(ctx context.Context, db *neo.DB, cat *catalog.Catalog) error {
	manifest, err := backup.Export(ctx, db, cat, c.Out, backup.Options{Withheld: c.Withheld})
	if err != nil {
		return err
	}
	for _, f := range manifest.Files {
		fmt.Fprintf(os.Stdout, "%8d  %s\n", f.Lines, f.Name)
	}
	if manifest.To > manifest.From {
		fmt.Fprintf(os.Stdout, "%d changes were made meanwhile: values may be of before or after them; what was made meanwhile is left out\n", manifest.To-manifest.From)
	}
	return nil
}
