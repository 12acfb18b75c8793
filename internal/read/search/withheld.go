package search

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/mention"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// What others wrote names people who are withheld: awards, firms. Nothing is found by these names
// and none is shown with what is found; who knows what else the text says finds it.

// withheldNames are the names and keys of everybody who is withheld.
func withheldNames(ctx context.Context, v *view.View) (mention.Matcher, error) {
	found, err := query.Values[map[string]any](ctx, v, query.Statement{
		Text:   "MATCH (a:" + catalog.AsideLabel + ") WHERE a." + catalog.AsideWhy + " = $why RETURN properties(a) AS properties",
		Params: map[string]any{"why": string(alias.Withheld)},
	}, "properties")
	var list []string
	for _, properties := range found {
		as, _ := properties[catalog.AsideAs].(string)
		if e := v.Catalog().Entity(as); e != nil {
			list = append(list, mention.Markers(e, properties)...)
		}
	}
	return mention.New(list), err
}

// withoutNames takes the names out of the texts of documents. The names of another person stay:
// they are that person's. Texts stay whole for a search that says more than a name.
func (f *Finder) withoutNames(candidates []candidate, searched string, names mention.Matcher) {
	if names.Empty() || names.Beyond(searched) {
		return
	}
	for i, c := range candidates {
		e := f.cat.Entity(c.Entity)
		for k, t := range c.texts {
			if e.Withholding() == nil || t.kind == proseKind {
				candidates[i].texts[k].value = names.Without(t.value)
			}
		}
	}
}
