package introspect

import (
	"context"
	"io"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/introspection"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Extension answers introspection in the place of the executor.
type Extension struct {
	schema *ast.Schema
	// most is how many bytes all introspection of one operation may have.
	most int64
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
	graphql.RootFieldInterceptor
} = (*Extension)(nil)

// New returns the extension; most is how many bytes all introspection of one operation may have.
func New(most int64) *Extension { return &Extension{most: most} }

// ExtensionName names the extension for gqlgen.
func (*Extension) ExtensionName() string { return "Introspect" }

// Validate takes the schema.
func (e *Extension) Validate(s graphql.ExecutableSchema) error {
	e.schema = s.Schema()
	return nil
}

const statsKey = "introspect"

// MutateOperationContext gives the operation its allowance.
func (e *Extension) MutateOperationContext(_ context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	left := new(atomic.Int64)
	left.Store(e.most)
	oc.Stats.SetExtension(statsKey, left)
	return nil
}

// InterceptRootField answers __schema and __type.
func (e *Extension) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	field := graphql.GetRootFieldContext(ctx).Field
	if field.Name != "__schema" && field.Name != "__type" {
		return next(ctx)
	}
	oc := graphql.GetOperationContext(ctx)
	left, _ := oc.Stats.GetExtension(statsKey).(*atomic.Int64)
	w := &writer{ctx: ctx, oc: oc, schema: e.schema, left: left, most: e.most, collected: map[set][]graphql.CollectedField{}}
	if field.Name == "__schema" {
		w.schemaObject(field, introspection.WrapSchema(e.schema))
	} else {
		name, _ := field.ArgumentMap(oc.Variables)["name"].(string)
		w.typ(field, introspection.WrapTypeFromDef(e.schema, e.schema.Types[name]))
	}
	w.spend()
	if w.err != nil {
		ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Query", Field: field})
		graphql.AddError(ctx, w.err)
		return graphql.Null
	}
	return graphql.WriterFunc(func(out io.Writer) { _, _ = out.Write(w.out) }) // into memory
}
