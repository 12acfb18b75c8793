package ingest

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// restoring is how a file of the service's own records is read and written.
type restoring struct {
	label string
	read  func(object map[string]any) (any, error)
	write func(ctx context.Context, tx *neo.Tx, batch []any) error
}

func recordRestoring(r catalog.ServiceRecord) restoring {
	key := make([]string, len(r.Key))
	for i, name := range r.Key {
		key[i] = name + ": row." + name
	}
	text := "UNWIND $rows AS row MERGE (n:" + r.Label + " {" + strings.Join(key, ", ") + "}) SET n = row"
	return restoring{
		label: r.Label,
		read:  func(object map[string]any) (any, error) { return graphfile.DecodeRecord(r.Key, object) },
		write: func(ctx context.Context, tx *neo.Tx, batch []any) error {
			_, err := tx.Query(ctx, query.Statement{Text: text, Params: map[string]any{"rows": batch}})
			return err
		},
	}
}

func linkRestoring(cat *catalog.Catalog, typ string) restoring {
	return restoring{
		label: typ,
		read:  func(object map[string]any) (any, error) { return graphfile.DecodeLink(cat, object) },
		write: func(ctx context.Context, tx *neo.Tx, batch []any) error {
			links := make([]graphfile.Link, len(batch))
			for i, l := range batch {
				links[i], _ = l.(graphfile.Link)
			}
			return writeLinks(ctx, tx, typ, links)
		},
	}
}

func (r restoring) row(row table.Row) (any, error) {
	if row.Problem != "" {
		return nil, fault.New(fault.BadUserInput, "%s", row.Problem)
	}
	return r.read(row.Values)
}
