package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// stream is what the resolver of a subscription shares with the answers to its events.
type stream struct {
	*request
	field graphql.CollectedField
	// failed is why the stream ended; written before its channel is closed.
	failed error
}

// openStream is called by the resolver, before the first event.
func (r *request) openStream(ctx context.Context) *stream {
	r.stream = &stream{request: r, field: graphql.GetFieldContext(ctx).Field}
	return r.stream
}

type streamKey struct{}

// reading returns the context that the entities of some events are read in, by a View of its own.
func (s *stream) reading(ctx context.Context) (reading context.Context, done func()) {
	op := s.Anew()
	return context.WithValue(ctx, streamKey{}, &request{Operation: op, door: s.door}), func() { op.Close(ctx) }
}

// eventsAtOnce is how many events may be read at once within the limit of one request.
func (r *request) eventsAtOnce() int {
	return min(eventPage, max(1, r.Grant().Limits.Rows/max(1, r.Cost())))
}

// respond answers one event. The executor knows the path to a stream's field when it
// subscribes only, and has no way to end a stream with an error.
func (s *stream) respond(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Subscription", Field: s.field})
	response := next(ctx)
	if response != nil || ctx.Err() != nil || s.failed == nil {
		return response
	}
	graphql.AddError(ctx, s.failed)
	s.failed = nil
	return &graphql.Response{Errors: graphql.GetErrors(ctx)}
}
