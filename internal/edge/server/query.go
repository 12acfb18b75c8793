package server

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// Ask runs a query as /graphql would, for what serves answers in another form: with the
// same limits, masks and errors.
func (s *Server) Ask(ctx context.Context, query string, variables map[string]any) *graphql.Response {
	c := &call{id: s.calls.next(), start: time.Now(), method: "ASK"}
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
