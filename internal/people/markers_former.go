package people

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/mention"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// formerMarkers are the markers that the person had before, by what changes and statements tell.
func (s *subject) formerMarkers(ctx context.Context, run query.Runner) ([]string, error) {
	texts, err := query.Values[string](ctx, run, query.Statement{
		Text: "MATCH (c:" + catalog.ChangeLabel + " {of: $id}) UNWIND [c.before, c.after] AS text WITH text WHERE text IS NOT NULL RETURN text " +
			"UNION MATCH (s:" + catalog.StatementLabel + " {of: $id}) WHERE s.value IS NOT NULL RETURN '{\"' + s.field + '\":' + s.value + '}' AS text",
		Params: map[string]any{"id": s.ID},
	}, "text")
	if err != nil {
		return nil, err
	}
	var list []string
	for _, text := range texts {
		var values map[string]any
		if err := json.Unmarshal([]byte(text), &values); err != nil {
			return nil, fault.Wrap(fault.Internal, err, "a recorded change cannot be read")
		}
		list = append(list, mention.Markers(s.entity, values)...)
	}
	slices.Sort(list)
	return slices.Compact(list), nil
}
