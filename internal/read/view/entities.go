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
	root, err := o.compiler.Entities(place, ids, o.vars)
	if err != nil {
		return nil, nil, err
	}
	rows, err := o.read(ctx, root)
	if err != nil {
		return nil, nil, err
	}
	objects, errs := answer.Objects(o.door.cat, root.Nodes, rows.Values[0], path)
	return objects, errs, nil
}
