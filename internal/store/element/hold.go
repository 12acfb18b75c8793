package element

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Hold reads the properties of the node with a value of a unique field and locks it until the
// end of the transaction tx, so that what is read stays true; nil when there is none. Adding
// nothing to the version writes nothing, but takes the node's lock, and before it reads.
func Hold(ctx context.Context, tx query.Runner, e *catalog.Entity, f *catalog.Field, value any) (map[string]any, error) {
	for _, key := range property.Keys(f, value) {
		found, err := query.Values[map[string]any](ctx, tx, query.Statement{
			Text:   "MATCH (n:" + query.Quote(e.Name) + " {" + query.Quote(f.KeyProperty()) + ": $value}) SET n.version = n.version + 0 RETURN properties(n) AS properties",
			Params: map[string]any{"value": key},
		}, "properties")
		if err != nil || len(found) > 0 {
			return first(found), err
		}
	}
	return nil, nil
}

func first(found []map[string]any) map[string]any {
	if len(found) == 0 {
		return nil
	}
	return found[0]
}

// LockEdges locks the relationships of a node under a label: what is read of them afterwards
// stays true. An id is set to itself, which it always is.
func LockEdges(label, id string) query.Statement {
	return query.Statement{
		Text:   "MATCH (n:" + query.Quote(label) + " {id: $id})-[r]-() SET r.id = r.id RETURN count(r)",
		Params: map[string]any{"id": id},
	}
}
