package server

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// QueryFunc runs a query as /graphql would.
type QueryFunc func(ctx context.Context, query string, variables map[string]any) *graphql.Response

// Query runs a query as /graphql would, with the same limits, masks and errors. It is for
// handlers that answer in another form than GraphQL's.
func (s *Server) Query(ctx context.Context, query string, variables map[string]any) *graphql.Response {
	c := &call{id: s.calls.next(), start: time.Now(), method: "INTERNAL"}
	ctx = c.within(ctx)
	params := &graphql.RawParams{Query: query, Variables: variables}
	params.ReadTime.Start = c.start
	params.ReadTime.End = graphql.Now()
	oc, refused := s.engine.prepare(ctx, params)
	if refused != nil {
		return refused
	}
	return s.engine.single(ctx, oc)
}
