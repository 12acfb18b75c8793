package view

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Operation is a GraphQL operation that is compiled under a View.
type Operation struct {
	*View
	plans *plan.Operation
	vars  map[string]any
}

// Compile compiles a validated operation; QUERY_TOO_COMPLEX tells that it asks for more than the
// grant allows.
func (v *View) Compile(op *ast.OperationDefinition, vars map[string]any) (*Operation, error) {
	plans := v.compiler.Operation(op, vars)
	if err := refuse(plans, v.grant.Limits); err != nil {
		return nil, err
	}
	v.lone = plans.Lone()
	return &Operation{View: v, plans: plans, vars: vars}, nil
}

// Anew is the operation with a View of its own, for one of several answers to it. Close must
// be called.
func (o *Operation) Anew() *Operation {
	return &Operation{View: o.door.Open(o.grant), plans: o.plans, vars: o.vars}
}

// Cost estimates the entities that the operation reads when every page is full.
func (o *Operation) Cost() int { return o.plans.Rows }

// Writes are the mutation fields, in the order of the request.
func (o *Operation) Writes() []plan.Write { return o.plans.Writes }

// Root answers the compiled root field with a response key as JSON, nil for null. Errors are
// those inside the answer.
func (o *Operation) Root(ctx context.Context, alias string, path ast.Path) ([]byte, gqlerror.List, error) {
	root, err := o.plans.Root(alias)
	if err != nil {
		return nil, nil, err
	}
	if root, err = o.redirectFilters(ctx, alias, root); err != nil {
		return nil, nil, err
	}
	rows, err := o.rows(ctx, root)
	if err != nil {
		return nil, nil, err
	}
	if root, rows, err = o.redirectMissed(ctx, root, rows); err != nil {
		return nil, nil, err
	}
	return answer.Write(o.door.cat, root, rows.Values, path, o.written)
}

// Written answers a derived mutation field with the entity that it wrote, as Root does.
func (v *View) Written(ctx context.Context, w *plan.Write, id string) ([]byte, gqlerror.List, error) {
	root := w.Answer(id)
	rows, err := v.rows(ctx, root)
	if err != nil {
		return nil, nil, err
	}
	return answer.Write(v.door.cat, root, rows.Values, ast.Path{ast.PathName(w.Alias)}, v.written)
}

// rows runs the statement of a plan.
func (v *View) rows(ctx context.Context, root *plan.Root) (query.Rows, error) {
	return v.Query(ctx, cypher.Print(root))
}
