package match

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/soundkey"
)

const nameField = "name"

// names are all that an entity is or was called.
func names(e *catalog.Entity, p Profile) []string {
	var all []string
	for _, f := range e.Fields {
		if f.Name == nameField || f.Search && !f.Prose && f.Kind == catalog.String {
			all = append(all, folded(catalog.Texts(p.Values[f.Name]))...)
		}
	}
	return all
}

func folded(list []string) []string {
	var out []string
	for _, s := range list {
		if f := soundkey.Fold(s); f != "" {
			out = append(out, f)
		}
	}
	return out
}
