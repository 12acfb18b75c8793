package graph

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
)

// Requests is an extension of the executor: it opens a View for a request and compiles it
// before any resolver runs, refuses what is too much, and ends the request's reading.
// Introspection is not compiled, and so is never refused.
type Requests struct {
	door   *view.Door
	grants func(context.Context) grant.Grant
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
	graphql.ResponseInterceptor
} = (*Requests)(nil)

// NewRequests returns the extension. Grants tells under which grant the request of a context is.
func NewRequests(door *view.Door, grants func(context.Context) grant.Grant) *Requests {
	return &Requests{door, grants}
}

// ExtensionName names the extension for gqlgen.
func (*Requests) ExtensionName() string { return "Requests" }

// Validate accepts every schema: the compiler was made from it.
func (*Requests) Validate(graphql.ExecutableSchema) error { return nil }

// request is what the resolvers of one request share.
type request struct {
	*view.Operation
	door *view.Door

	// wrote is done once the mutation fields ran; results are by response key.
	wrote   sync.Once
	results map[string]mutation.Result
	// once is which request it is, nil where the client does not say; done is what became of it,
	// and mutations what ran it.
	once      *mutation.Once
	done      mutation.Done
	mutations *mutation.Runner

	// stream is set by a subscription.
	stream *stream
}

const requestKey = "request"

func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(streamKey{}).(*request); ok {
		return r
	}
	r, _ := graphql.GetOperationContext(ctx).Stats.GetExtension(requestKey).(*request)
	return r
}

// viewOf is the View of the request at hand.
func viewOf(ctx context.Context) *view.View { return requestOf(ctx).View }

// MutateOperationContext compiles the request, or refuses it.
func (q *Requests) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	g := q.grants(ctx)
	op, err := q.door.Open(g).Compile(oc.Operation, oc.Variables)
	if err == nil {
		err = refuseWrites(op.Writes())
	}
	r := &request{Operation: op, door: q.door}
	if err == nil {
		r.once, err = onceOf(oc, g.Reader, op.Writes())
	}
	if err != nil {
		return gqlerror.WrapIfUnwrapped(err)
	}
	oc.Stats.SetExtension(requestKey, r)
	return nil
}

// InterceptResponse ends the request's reading.
func (q *Requests) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	r := requestOf(ctx)
	if r == nil {
		return next(ctx)
	}
	defer r.Close(ctx)
	if r.stream != nil {
		return r.stream.respond(ctx, next)
	}
	return r.settle(ctx, next(ctx))
}
