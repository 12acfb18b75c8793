package server

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// call is what the log and the errors of one operation name it by.
type call struct {
	id        string
	start     time.Time
	method    string // HTTP method, WS, or INTERNAL for Query
	operation string
	kind      ast.Operation
	status    int
	codes     []string
}

type callKey struct{}

// callOf returns the call that ctx belongs to, an empty one outside of a request.
func callOf(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &call{}
}

// within returns the context that the operation of c runs in.
func (c *call) within(ctx context.Context) context.Context {
	return graphql.StartOperationTrace(context.WithValue(ctx, callKey{}, c))
}

// name notes which operation of the document runs.
func (c *call) name(oc *graphql.OperationContext) {
	if oc == nil || oc.Operation == nil {
		return
	}
	c.operation, c.kind = oc.Operation.Name, oc.Operation.Operation
}

// note keeps the distinct codes of errs for the log.
func (c *call) note(errs gqlerror.List) {
	for _, err := range errs {
		code, _ := err.Extensions["code"].(string)
		known := false
		for _, seen := range c.codes {
			known = known || seen == code
		}
		if !known {
			c.codes = append(c.codes, code)
		}
	}
}

// log writes the access line. Variables and documents are never part of it.
func (s *Server) log(ctx context.Context, c *call) {
	if !s.opts.Logger.Enabled(ctx, slog.LevelInfo) {
		return
	}
	attrs := make([]slog.Attr, 0, 7)
	attrs = append(attrs,
		slog.String("requestId", c.id),
		slog.String("method", c.method),
		slog.Int("status", c.status),
		slog.Duration("duration", time.Since(c.start)),
		slog.String("operation", fault.Excerpt(c.operation)),
		slog.String("kind", string(c.kind)),
	)
	if len(c.codes) > 0 {
		attrs = append(attrs, slog.Any("codes", c.codes))
	}
	s.opts.Logger.LogAttrs(ctx, slog.LevelInfo, "graphql", attrs...)
}

// callIDs makes identifiers that are distinct over restarts and copies of the
// service: a random part for the process and a counter.
type callIDs struct {
	process string
	last    *atomic.Uint64
}

func newCallIDs() callIDs {
	return callIDs{process: rand.Text()[:8] + "-", last: new(atomic.Uint64)}
}

func (ids callIDs) next() string {
	var buf [32]byte
	return string(strconv.AppendUint(append(buf[:0], ids.process...), ids.last.Add(1), 36))
}

// newCall starts the record of one HTTP request. A proxy's X-Request-Id is kept
// when it is harmless, so that its log and ours can be joined.
func (s *Server) newCall(r *http.Request) *call {
	c := &call{start: time.Now(), method: r.Method}
	if given := r.Header.Get("X-Request-Id"); harmless(given) {
		c.id = given
	} else {
		c.id = s.calls.next()
	}
	return c
}

func harmless(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		switch b := id[i]; {
		case b >= '0' && b <= '9', b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b == '-', b == '_', b == '.':
		default:
			return false
		}
	}
	return true
}
