package dataset

import (
	"context"
	"fmt"
	"io"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// generation changes when the generator makes another graph of the same scale.
const generation = 1

// Load fills an empty, migrated graph with the data of a scale. It does nothing where it
// has done so before, and refuses a graph that holds anything else.
func Load(ctx context.Context, db *neo.DB, cat *catalog.Catalog, scale int, progress io.Writer) error {
	mark := map[string]any{"mark": fmt.Sprintf("generation %d, scale %d", generation, scale)}
	rows, err := db.Query(ctx, query.Statement{Text: "MATCH (m:BenchData) RETURN m.mark = $mark", Params: mark})
	if err != nil {
		return err
	}
	if len(rows.Values) == 1 && rows.Values[0][0] == true {
		return nil
	}
	empty, err := migrate.Empty(ctx, db, cat)
	if err != nil {
		return err
	}
	if !empty {
		return fault.New(fault.Conflict, "the graph holds other data than that of scale %d; give an empty database, or another --cache", scale)
	}
	if err := Generate(scale, &loader{ctx: ctx, db: db, cat: cat, progress: progress}); err != nil {
		return err
	}
	_, err = db.Exec(ctx, query.Statement{Text: "CREATE (:BenchData {mark: $mark})", Params: mark})
	fmt.Fprintln(progress)
	return err
}

// loader is a Sink that writes each batch in a transaction of its own.
type loader struct {
	ctx      context.Context
	db       *neo.DB
	cat      *catalog.Catalog
	progress io.Writer
	loaded   int
}

func (l *loader) Nodes(label string, properties []any) error {
	for _, p := range properties {
		property.Derive(l.cat.Entity(label).Fields, p.(map[string]any))
	}
	return l.write("UNWIND $rows AS row CREATE (n:"+label+") SET n = row", properties)
}

func (l *loader) Edges(e Edges, triples []any) error {
	kind := l.cat.Edge(e.Type, l.cat.Entity(e.From), l.cat.Entity(e.To))
	for _, triple := range triples {
		property.Derive(kind.Fields(), triple.([]any)[2].(map[string]any))
	}
	return l.write("UNWIND $rows AS row MATCH (a:"+e.From+" {id: row[0]}) MATCH (b:"+e.To+" {id: row[1]}) CREATE (a)-[r:"+e.Type+"]->(b) SET r = row[2]", triples)
}

func (l *loader) write(text string, rows []any) error {
	err := l.db.Write(l.ctx, func(tx *neo.Tx) error {
		_, err := tx.Query(l.ctx, query.Statement{Text: text, Params: map[string]any{"rows": rows}})
		return err
	})
	l.loaded += len(rows)
	fmt.Fprintf(l.progress, "\rloading: %d rows", l.loaded)
	return err
}
