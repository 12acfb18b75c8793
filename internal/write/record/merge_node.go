package record

import (
	"context"
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Merge is what is recorded of one.
type Merge struct {
	ID string
	// Type is the entity of both.
	Type       string
	Into, From string
	Evidence   string
	// Sources are the ids of those of the evidence.
	Sources []string
	// At and UndoneAt are moments in stored form; UndoneAt is empty while it holds.
	At, By             string
	UndoneAt, UndoneBy string
	// Number counts the merges into the node, from 1.
	Number int64
}

const mergeColumns = "m.id, m.type, m.into, m.from, m.evidence, m.sourceIds, m.at, m.by, m.undoneAt, m.undoneBy, m.number"

func decodeMerge(row []any) Merge {
	m := Merge{
		ID: property.Text(row[0]), Type: property.Text(row[1]), Into: property.Text(row[2]), From: property.Text(row[3]), Evidence: property.Text(row[4]),
		At: property.Text(row[6]), By: property.Text(row[7]), UndoneAt: property.Text(row[8]), UndoneBy: property.Text(row[9]),
	}
	m.Sources, _ = property.Texts(row[5])
	m.Number, _ = row[10].(int64)
	return m
}

// note records the merge with what undoes it.
func (m *merging) note(ctx context.Context) (Merge, error) {
	detail, err := json.Marshal(m.detail)
	if err != nil {
		return Merge{}, fault.Wrap(fault.Internal, err, "what undoes the merge cannot be kept")
	}
	st := m.stamp()
	rows, err := m.tx.Run(ctx, query.Statement{
		Text: "OPTIONAL MATCH (o:" + catalog.MergeLabel + " {into: $row.into}) WITH coalesce(max(o.number), 0) + 1 AS number " +
			"CREATE (m:" + catalog.MergeLabel + ") SET m = $row, m.number = number RETURN " + mergeColumns,
		Params: map[string]any{"row": map[string]any{
			"id": m.id, "type": m.ask.Entity.Name, "into": m.ask.Into, "from": m.ask.From, "evidence": m.ask.Evidence,
			catalog.SourceIDs: property.Union(nil, m.ask.Sources), "at": st.At, "by": st.By, "detail": string(detail),
		}},
	})
	if err != nil {
		return Merge{}, err
	}
	return decodeMerge(rows[0]), nil
}

// Merges reads merges older than one, newest first, at most limit; an empty before begins with
// the newest. With of only those are read that this node is or was a part of.
func Merges(ctx context.Context, run query.Runner, of, before string, limit int) ([]Merge, error) {
	label := "(m:" + catalog.MergeLabel
	match := "MATCH " + label + ") WHERE m.id IS NOT NULL"
	if of != "" {
		match = "CALL () { MATCH " + label + " {into: $of}) RETURN m UNION MATCH " + label + " {from: $of}) RETURN m } WITH m WHERE true"
	}
	if before != "" {
		match += " AND m.id < $before"
	}
	rows, err := run.Query(ctx, query.Statement{
		Text:   match + " RETURN " + mergeColumns + " ORDER BY m.id DESC LIMIT $limit",
		Params: map[string]any{"of": of, "before": before, "limit": limit},
	})
	merges := make([]Merge, len(rows.Values))
	for i, row := range rows.Values {
		merges[i] = decodeMerge(row)
	}
	return merges, err
}
