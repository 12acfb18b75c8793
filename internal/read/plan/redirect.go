package plan

import (
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// id notes an id that a filter names, and returns the one that it redirects to.
func (b *builder) id(f *catalog.Field, value any) any {
	id, isText := value.(string)
	if f.Name != "id" || !isText {
		return value
	}
	b.named = append(b.named, id)
	if into, is := b.redirects[id]; is {
		return into
	}
	return id
}

// Redirected compiles the root field with this response key once more, with the ids that those
// which its filters name redirect to.
func (o *Operation) Redirected(alias string, redirects map[string]string) (*Root, error) {
	return o.fields[alias].redirected(redirects)
}

// Redirected is the lookup of the entity with an id instead.
func (o *One) Redirected(id string) *One {
	return &One{Key: o.Object.Entity.Field("id"), Value: id, Object: o.Object}
}

// Redirected is the lookup with what some of the ids redirect to beside the rest.
func (n *Nodes) Redirected(redirects map[string]string) *Nodes {
	out := &Nodes{IDs: n.IDs, ByType: slices.Clone(n.ByType), Redirects: redirects}
	for i, t := range out.ByType {
		out.ByType[i].IDs = ofEntity(slices.Concat(t.IDs, slices.Sorted(maps.Values(redirects))), t.Object.Entity)
	}
	return out
}
