package ingest

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// writeLinks makes relationships, those between the same two labels in one statement.
func writeLinks(ctx context.Context, tx *neo.Tx, typ string, links []graphfile.Link) error {
	type pair struct{ from, to string }
	var order []pair
	rows := map[pair][]any{}
	for _, l := range links {
		p := pair{l.From.Label, l.To.Label}
		if !slices.Contains(order, p) {
			order = append(order, p)
		}
		rows[p] = append(rows[p], []any{l.From.ID, l.To.ID, l.Properties})
	}
	for _, p := range order {
		made, err := query.Values[int](ctx, tx, query.Statement{
			Text: "UNWIND $rows AS row MATCH (a:" + query.Quote(p.from) + " {id: row[0]}) MATCH (b:" + query.Quote(p.to) + " {id: row[1]}) " +
				"MERGE (a)-[r:" + typ + " {id: row[2].id}]->(b) SET r = row[2] RETURN count(r) AS made",
			Params: map[string]any{"rows": rows[p]},
		}, "made")
		if err != nil {
			return err
		}
		if made[0] != len(rows[p]) {
			return fault.New(fault.BadUserInput, "the ends of %d relationships %s are not in the export", len(rows[p])-made[0], typ)
		}
	}
	return nil
}
