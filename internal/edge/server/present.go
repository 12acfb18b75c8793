package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// persistedNotFound is gqlgen's code for a persisted query that has to be sent again.
const persistedNotFound = "PERSISTED_QUERY_NOT_FOUND"

// panicked is a panic on its way to the presenter, which logs it.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprint("panic: ", p.value) }

// recovered is gqlgen's RecoverFunc; it runs on the stack that panicked.
func recovered(_ context.Context, value any) error {
	return &panicked{value: value, stack: debug.Stack()}
}

// presenter turns every error into what a client may see: a code from the
// closed list and a message. Causes go to the log.
type presenter struct {
	logger  *slog.Logger
	timeout time.Duration
}

// present is gqlgen's ErrorPresenterFunc.
func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	out := &gqlerror.Error{Err: err}
	given, isGraphQL := errors.AsType[*gqlerror.Error](err)
	if isGraphQL {
		out.Path, out.Locations, out.Rule = given.Path, given.Locations, given.Rule
	}
	if out.Path == nil {
		out.Path = graphql.GetPath(ctx)
	}
	if isGraphQL && kept(given) {
		out.Message, out.Extensions = given.Message, given.Extensions
		return out
	}
	f := openedBy(ctx, err, p.classify(ctx, err))
	out.Message = f.Message
	out.Extensions = map[string]any{"code": string(f.Code)}
	maps.Copy(out.Extensions, f.Details)
	if len(f.Path) > 0 {
		out.Extensions["argument"] = f.Path
	}
	if f.Code == fault.Internal || f.Code == fault.DatabaseUnavailable {
		c := callOf(ctx)
		out.Extensions["requestId"] = c.id
		p.report(ctx, c, f.Code, out, err)
	}
	return out
}

// classify finds the fault in err, or makes the one that fits.
func (p presenter) classify(ctx context.Context, err error) *fault.Error {
	f, isFault := errors.AsType[*fault.Error](err)
	if isFault && f.Code.Public() {
		return f
	}
	_, isPanic := errors.AsType[*panicked](err)
	switch ended := ctx.Err(); {
	case isPanic:
	case errors.Is(ended, context.DeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return fault.New(fault.Timeout,
			"The operation was stopped after %s. Ask for fewer rows or fewer levels, or split it into pages.", p.timeout)
	case ended != nil:
		return fault.New(fault.Timeout, "The operation was stopped before it ended. Send it again.")
	case isFault && f.Code == fault.DatabaseUnavailable:
		return f
	}
	return fault.New(fault.Internal,
		"Something failed inside the service. Report the requestId of this error; the log holds the cause under it.")
}

// report logs the cause that the client does not see.
func (p presenter) report(ctx context.Context, c *call, code fault.Code, out *gqlerror.Error, err error) {
	attrs := []slog.Attr{
		slog.String("requestId", c.id),
		slog.String("code", string(code)),
		slog.String("operation", fault.Excerpt(c.operation)),
		slog.String("path", out.Path.String()),
		slog.String("cause", err.Error()),
	}
	if panicked, ok := errors.AsType[*panicked](err); ok {
		attrs = append(attrs, slog.String("stack", string(panicked.stack)))
	}
	p.logger.LogAttrs(ctx, slog.LevelError, "operation failed", attrs...)
}

// kept tells whether an error already carries a code of the closed list.
func kept(err *gqlerror.Error) bool {
	code, _ := err.Extensions["code"].(string)
	switch code {
	case errcode.ParseFailed, errcode.ValidationFailed, persistedNotFound:
		return true
	}
	return fault.Code(code).Public()
}
