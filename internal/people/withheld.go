package people

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/mention"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Withheld tells which texts name somebody who is withheld, for what is kept outside of the graph.
func Withheld(ctx context.Context, run query.Runner, cat *catalog.Catalog) (names func(text string) bool, err error) {
	found, err := query.Values[map[string]any](ctx, run, query.Statement{
		Text:   "MATCH (a:" + catalog.AsideLabel + ") WHERE a." + catalog.AsideWhy + " = $why RETURN properties(a) AS properties",
		Params: map[string]any{"why": string(alias.Withheld)},
	}, "properties")
	var list []string
	for _, properties := range found {
		if e := cat.Entity(property.Text(properties[catalog.AsideAs])); e != nil {
			list = append(list, mention.Markers(e, properties)...)
		}
	}
	return mention.New(list).In, err
}
