package aside

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// free refuses where unique values of a node aside are those of another by now. One that went
// aside without canonical texts was there before there was a rule: of a text that another writes in
// another way it keeps its own writing.
func free(ctx context.Context, run query.Runner, n Node, before map[string]any) error {
	for _, f := range n.Entity.UniqueFields() {
		v := n.Properties[f.KeyProperty()]
		if v == nil {
			continue
		}
		other, err := holderOf(ctx, run, n.Entity, f, v)
		if err != nil {
			return err
		}
		if own := n.Properties[f.Name]; other != nil && other[f.Name] != own && before[f.KeyProperty()] == nil {
			n.Properties[f.KeyProperty()] = own
			other, err = holderOf(ctx, run, n.Entity, f, own)
			if err != nil {
				return err
			}
		}
		if other != nil {
			return fault.New(fault.Conflict, "%s of %s is that of %s by now; take it from there first", f.Name, n.ID, property.Text(other["id"]))
		}
	}
	return nil
}

// holderOf are the properties of the node that a value of a key property is of, nil for none.
func holderOf(ctx context.Context, run query.Runner, e *catalog.Entity, f *catalog.Field, v any) (map[string]any, error) {
	found, err := query.Values[map[string]any](ctx, run, query.Statement{
		Text:   "MATCH (n:" + query.Quote(e.Name) + " {" + query.Quote(f.KeyProperty()) + ": $value}) RETURN properties(n) AS properties",
		Params: map[string]any{"value": v},
	}, "properties")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}
