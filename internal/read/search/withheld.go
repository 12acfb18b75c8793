package search

import "github.com/clustergraph/clustergraph/internal/model/mention"

// What others wrote names people who are withheld: awards, firms. Nothing is found by these names
// and none is shown with what is found; who knows what else the text says finds it.

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
