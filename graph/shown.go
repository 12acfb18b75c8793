package graph

import (
	"context"
	"encoding/json"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// shown is what the request may see of a value, as JSON, of something of a type: every value
// that an answer takes from elsewhere than the compiler passes through here.
func (r *Resolver) shown(ctx context.Context, typeName, field string, v json.RawMessage) json.RawMessage {
	return requestOf(ctx).compiler.Policy().ShownJSON(r.declared(typeName, field), v)
}

// declared is the field of an entity, nil for that of a relationship and of the service
// itself: neither is ever sensitive.
func (r *Resolver) declared(typeName, field string) *catalog.Field {
	if e := r.cat.Entity(typeName); e != nil {
		return e.Field(field)
	}
	return nil
}

// changedValues are the values of a change of something of a type.
func (r *Resolver) changedValues(ctx context.Context, typeName string, values []feed.Value) []*model.ChangedValue {
	list := []*model.ChangedValue{}
	for _, v := range values {
		list = append(list, &model.ChangedValue{
			Field: v.Field, Before: r.shown(ctx, typeName, v.Field, v.Before), After: r.shown(ctx, typeName, v.Field, v.After),
		})
	}
	return list
}
