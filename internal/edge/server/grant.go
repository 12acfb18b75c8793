package server

import (
	"context"
	"net/http"

	"github.com/clustergraph/clustergraph/internal/access/grant"
)

type grantKey struct{}

// WithGrant returns a context whose operations run under a grant.
func WithGrant(ctx context.Context, g grant.Grant) context.Context {
	return context.WithValue(ctx, grantKey{}, g)
}

// GrantOf is the grant that the operations of a context run under. One that has none was not
// let in by anybody: it may ask for nothing.
func GrantOf(ctx context.Context) grant.Grant {
	g, _ := ctx.Value(grantKey{}).(grant.Grant)
	return g
}

// granted is a request under the grant of who sends it.
func (s *Server) granted(r *http.Request) *http.Request {
	return r.WithContext(WithGrant(r.Context(), s.opts.Grant(r)))
}
