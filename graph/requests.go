package graph

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/cypher"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
)

// Limits bound what one request may ask for.
type Limits struct {
	// Rows estimated over all root fields when every page is full.
	Rows int
	// Hops from entity to entity, in the answer or in a filter.
	Hops int
}

// DefaultLimits let an analyst follow a person to the clusters with default pages at every
// hop, and stop what would read most of a graph.
func DefaultLimits() Limits { return Limits{Rows: 200_000, Hops: 12} }

// Requests is an extension of the executor: it compiles a request before any resolver
// runs, refuses what is too much, and ends the request's transaction. Introspection is not
// compiled, and so is never refused.
type Requests struct {
	compiler *plan.Compiler
	db       *neo.DB
	limits   Limits
	scope    plan.Scope
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
	graphql.ResponseInterceptor
} = (*Requests)(nil)

// NewRequests returns the extension. A scope of nil restricts nothing.
func NewRequests(compiler *plan.Compiler, db *neo.DB, limits Limits, scope plan.Scope) *Requests {
	return &Requests{compiler, db, limits, scope}
}

// ExtensionName names the extension for gqlgen.
func (*Requests) ExtensionName() string { return "Requests" }

// Validate accepts every schema: the compiler was made from it.
func (*Requests) Validate(graphql.ExecutableSchema) error { return nil }

// request is what the resolvers of one request share.
type request struct {
	*Requests
	plans *plan.Operation
	reads *neo.Reads

	// wrote is done once the derived mutation fields ran; results are by response key.
	wrote   sync.Once
	results map[string]mutation.Result

	// stream is set by a subscription.
	stream *stream
}

// read runs the statement of a plan and returns its rows.
func (r *request) read(ctx context.Context, root *plan.Root) ([][]any, error) {
	text, params := cypher.Print(root)
	return r.reads.Read(ctx, query.Statement{Text: text, Params: params})
}

const requestKey = "request"

func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(streamKey{}).(*request); ok {
		return r
	}
	r, _ := graphql.GetOperationContext(ctx).Stats.GetExtension(requestKey).(*request)
	return r
}

// MutateOperationContext compiles the request, or refuses it.
func (q *Requests) MutateOperationContext(_ context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	plans := q.compiler.Operation(oc.Operation, oc.Variables, q.scope)
	switch {
	case plans.Hops > q.limits.Hops:
		return tooComplex("the request passes through %d entities in a row, at most %d are allowed; ask for the rest by id in a second request", plans.Hops, q.limits.Hops)
	case plans.Rows > q.limits.Rows:
		return tooComplex("the request could read %d entities, at most %d are allowed; lower first on the nested pages", plans.Rows, q.limits.Rows)
	}
	if err := refuseWrites(plans.Writes); err != nil {
		return gqlerror.WrapIfUnwrapped(err)
	}
	oc.Stats.SetExtension(requestKey, &request{Requests: q, plans: plans, reads: q.db.Reads(plans.Statements())})
	return nil
}

func tooComplex(format string, args ...any) *gqlerror.Error {
	return gqlerror.WrapIfUnwrapped(fault.New(fault.QueryTooComplex, format, args...))
}

// InterceptResponse ends the request's transaction, if it needed one.
func (q *Requests) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	r := requestOf(ctx)
	if r == nil {
		return next(ctx)
	}
	defer r.reads.Close(context.WithoutCancel(ctx))
	if r.stream != nil {
		return r.stream.respond(ctx, next)
	}
	return next(ctx)
}
