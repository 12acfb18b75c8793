package alias

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/mention"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// WithheldNames finds in texts the names and keys of everybody who is withheld.
func WithheldNames(ctx context.Context, run query.Runner, cat *catalog.Catalog) (mention.Matcher, error) {
	found, err := query.Values[map[string]any](ctx, run, query.Statement{
		Text:   "MATCH (a:" + catalog.AsideLabel + ") WHERE a." + catalog.AsideWhy + " = $why RETURN properties(a) AS properties",
		Params: map[string]any{"why": string(Withheld)},
	}, "properties")
	var list []string
	for _, properties := range found {
		if e := cat.Entity(property.Text(properties[catalog.AsideAs])); e != nil {
			list = append(list, mention.Markers(e, properties)...)
		}
	}
	return mention.New(list), err
}
