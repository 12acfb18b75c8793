package people

import (
	"context"
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Somebody who was removed is still told of by the history: what the graph holds about them is
// what the change that removed them says.

// removal is the change that removed a node.
type removal struct {
	Before    string `column:"before"`
	CreatedIn string `column:"createdIn"`
	Version   int64  `column:"version"`
}

// readGone reads the values of somebody who was removed; NOT_FOUND where none had the id, or
// what was known of them is erased.
func (s *subject) readGone(ctx context.Context, run query.Runner) error {
	last, found, err := query.One[removal](ctx, run, query.Statement{
		Text: "MATCH (c:" + catalog.ChangeLabel + " {of: $id}) WHERE c.kind = $delete AND c.erased IS NULL " +
			"RETURN c.before AS before, c." + catalog.CreatedIn + " AS createdIn, coalesce(c." + catalog.Version + ", 0) AS version ORDER BY c.at DESC, c.id DESC LIMIT 1",
		Params: map[string]any{"id": s.ID, "delete": string(journal.ChangeDelete)},
	})
	if err != nil {
		return err
	}
	if !found {
		return fault.NoSuch(s.entity.Name, s.ID)
	}
	s.gone = true
	s.Properties = map[string]any{"id": s.ID, catalog.Version: last.Version, catalog.CreatedIn: property.OrNil(last.CreatedIn)}
	var before map[string]any
	if err := json.Unmarshal([]byte(last.Before), &before); err != nil {
		return fault.Wrap(fault.Internal, err, "a recorded change cannot be read")
	}
	for name, v := range before {
		s.Properties[journal.PropertyOf(name)] = v
	}
	return nil
}

// goneInto are those that had been merged into some that were removed, and went with them.
func goneInto(ctx context.Context, run query.Runner, ids []string) ([]string, error) {
	return query.Values[string](ctx, run, query.Statement{
		Text:   "UNWIND $ids AS v MATCH (m:" + catalog.MergeLabel + " {into: v}) WHERE m.undoneAt IS NULL RETURN DISTINCT m.from AS from ORDER BY from",
		Params: map[string]any{"ids": ids},
	}, "from")
}
