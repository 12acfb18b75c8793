package plan

import (
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// id notes an id that a filter names, and returns that of what stands for it.
func (b *builder) id(f *catalog.Field, value any) any {
	id, isText := value.(string)
	if f.Name != "id" || !isText {
		return value
	}
	b.named = append(b.named, id)
	if into, is := b.led[id]; is {
		return into
	}
	return id
}

// Again compiles the root field with this response key once more, with the ids of what stands
// for those that its filters name.
func (o *Operation) Again(alias string, led map[string]string) (*Root, error) {
	return o.fields[alias].again(led)
}

// Led is the lookup of what stands for the entity.
func (o *One) Led(id string) *One {
	return &One{Key: o.Object.Entity.Field("id"), Value: id, Object: o.Object}
}

// With is the lookup with what stands for some of the entities beside the rest.
func (n *Nodes) With(led map[string]string) *Nodes {
	out := &Nodes{IDs: n.IDs, ByType: slices.Clone(n.ByType), Led: led}
	for i, t := range out.ByType {
		out.ByType[i].IDs = ofEntity(slices.Concat(t.IDs, slices.Sorted(maps.Values(led))), t.Object.Entity)
	}
	return out
}
