package merge

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
	ID string `column:"id"`
	// Type is the entity of both.
	Type     string `column:"type"`
	Into     string `column:"into"`
	From     string `column:"from"`
	Evidence string `column:"evidence"`
	// Sources are the ids of those of the evidence.
	Sources []string `column:"sources"`
	// At and UndoneAt are moments in stored form; UndoneAt is empty while it holds.
	At       string `column:"at"`
	By       string `column:"by"`
	UndoneAt string `column:"undoneAt"`
	UndoneBy string `column:"undoneBy"`
	// Number counts the merges into the node, from 1.
	Number int64 `column:"number"`
}

const columns = "m.id AS id, m.type AS type, m.into AS into, m.from AS from, m.evidence AS evidence, m.sourceIds AS sources, " +
	"m.at AS at, m.by AS by, m.undoneAt AS undoneAt, m.undoneBy AS undoneBy, m.number AS number"

// keep records the merge with what undoes it.
func (m *merging) keep(ctx context.Context) (Merge, error) {
	detail, err := json.Marshal(m.detail)
	if err != nil {
		return Merge{}, fault.Wrap(fault.Internal, err, "what undoes the merge cannot be kept")
	}
	st := m.writer.Stamp()
	merge, _, err := query.One[Merge](ctx, m.tx, query.Statement{
		Text: "OPTIONAL MATCH (o:" + catalog.MergeLabel + " {into: $row.into}) WITH coalesce(max(o.number), 0) + 1 AS number " +
			"CREATE (m:" + catalog.MergeLabel + ") SET m = $row, m.number = number RETURN " + columns,
		Params: map[string]any{"row": map[string]any{
			"id": m.id, "type": m.entity.Name, "into": m.request.Into, "from": m.request.From, "evidence": m.request.Evidence,
			catalog.SourceIDs: property.Union(nil, m.request.Sources), "at": st.At, "by": st.By, "detail": string(detail),
		}},
	})
	return merge, err
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
	return query.All[Merge](ctx, run, query.Statement{
		Text:   match + " RETURN " + columns + " ORDER BY m.id DESC LIMIT $limit",
		Params: map[string]any{"of": of, "before": before, "limit": limit},
	})
}
