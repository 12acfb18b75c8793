package view

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// Place is where the answer of a root field that is not compiled holds entities.
type Place = plan.Place

// Places are those in the selection of the root field with a response key.
func (o *Operation) Places(alias string) []Place { return o.plans.Places(alias) }

// Entities reads entities as they are selected at a place: their JSON by id. One that is not
// there, or not to be seen, is absent. Errors are those inside the entities; the path leads to
// the place.
func (o *Operation) Entities(ctx context.Context, place Place, ids []string, path ast.Path) (map[string][]byte, gqlerror.List, error) {
	if len(ids) == 0 {
		return nil, nil, nil
	}
	return o.objects(ctx, place, ids, o.vars, path)
}

// objects reads entities as they are selected at a place, with the variables of the operation.
func (v *View) objects(ctx context.Context, place Place, ids []string, vars map[string]any, path ast.Path) (map[string][]byte, gqlerror.List, error) {
	root, err := v.compiler.Entities(place, ids, vars)
	if err != nil {
		return nil, nil, err
	}
	return v.objectsOf(ctx, root, path)
}

// objectsOf reads the entities of a plan.
func (v *View) objectsOf(ctx context.Context, root *plan.Root, path ast.Path) (map[string][]byte, gqlerror.List, error) {
	rows, err := v.rows(ctx, root)
	if err != nil {
		return nil, nil, err
	}
	return answer.Objects(v.door.cat, root.Nodes, rows.Values[0], path, v.written)
}
