package server

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/edge/introspect"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// engine runs operations for all transports: gqlgen's executor with our limits,
// caches and errors, and safe against panics outside of a field.
type engine struct {
	exec    *executor.Executor
	timeout time.Duration
}

func newEngine(opts Options) *engine {
	exec := executor.New(opts.Schema)
	exec.SetErrorPresenter(presenter{logger: opts.Logger, timeout: opts.RequestTimeout}.present)
	exec.SetRecoverFunc(recovered)
	exec.SetParserTokenLimit(tokenLimit)
	exec.SetDefaultRulesFn(validationRules)
	exec.SetQueryCache(newCache(func(text string, _ *ast.QueryDocument) int { return len(text) }))
	exec.Use(extension.Introspection{})
	exec.Use(introspect.New(opts.MaxIntrospection))
	exec.Use(extension.AutomaticPersistedQuery{
		Cache: newCache(func(hash, text string) int { return len(hash) + len(text) }),
	})
	exec.Use(conditions{})
	for _, e := range opts.Extensions {
		exec.Use(e)
	}
	return &engine{exec: exec, timeout: opts.RequestTimeout}
}

// prepare parses, validates and coerces. On errors nothing may be executed; the
// response then holds them, presented.
func (e *engine) prepare(
	ctx context.Context, params *graphql.RawParams,
) (oc *graphql.OperationContext, refused *graphql.Response) {
	defer func() {
		if value := recover(); value != nil {
			refused = e.refuse(ctx, oc, recovered(ctx, value))
		}
	}()
	oc, errs := e.exec.CreateOperationContext(ctx, params)
	callOf(ctx).name(oc)
	if len(errs) == 0 {
		return oc, nil
	}
	if oc.Doc != nil && oc.Operation == nil {
		errs = gqlerror.List{unknownOperation(oc.Doc, params.OperationName)}
	}
	return oc, e.exec.DispatchError(graphql.WithOperationContext(ctx, oc), tidy(errs))
}

// tidy gives errors of extensions without a code the one that fits what they
// refuse, the request, and bounds their number.
func tidy(errs gqlerror.List) gqlerror.List {
	for _, err := range errs {
		if err.Extensions["code"] == nil && err.Err == nil {
			errcode.Set(err, string(fault.BadUserInput))
		}
	}
	return shortened(errs, maxErrors, errcode.ValidationFailed)
}

// shortened keeps so many errors, and an error that tells how many there are more.
func shortened(errs gqlerror.List, most int, code string) gqlerror.List {
	more := len(errs) - most
	if more <= 0 {
		return errs
	}
	last := gqlerror.Errorf("There are %d more errors; mend these first.", more)
	errcode.Set(last, code)
	return append(errs[:most:most], last)
}

func unknownOperation(doc *ast.QueryDocument, name string) *gqlerror.Error {
	names := make([]string, 0, len(doc.Operations))
	for _, operation := range doc.Operations {
		names = append(names, operation.Name)
	}
	has := strings.Join(names, ", ")
	message := fmt.Sprintf("The document has no operation %q; it has: %s.", name, has)
	if name == "" {
		message = "The document has several operations; name one in operationName: " + has + "."
	}
	err := &gqlerror.Error{Message: message}
	errcode.Set(err, errcode.ValidationFailed)
	return err
}

// single runs a query or mutation to its one response. It never returns nil:
// when time is up or the client is gone the response says so.
func (e *engine) single(ctx context.Context, oc *graphql.OperationContext) (resp *graphql.Response) {
	ctx, cancel := context.WithTimeout(ctx, e.timeout)
	defer cancel()
	defer e.catch(ctx, oc, &resp)
	next, ctx := e.exec.DispatchOperation(ctx, oc)
	if resp = next(ctx); resp == nil {
		resp = e.refuse(ctx, oc, ended(ctx))
	}
	resp.Errors = shortened(resp.Errors, maxAnswerErrors, string(fault.QueryTooComplex))
	return resp
}

// stream runs an operation and hands out responses until it ends or emit says no.
func (e *engine) stream(ctx context.Context, oc *graphql.OperationContext, emit func(*graphql.Response) bool) {
	var failed *graphql.Response
	defer func() {
		if failed != nil {
			emit(failed)
		}
	}()
	defer e.catch(ctx, oc, &failed)
	next, ctx := e.exec.DispatchOperation(ctx, oc)
	for resp := next(ctx); resp != nil && emit(resp); {
		resp = next(ctx)
	}
}

// catch makes a response of a panic outside of a field. Call it deferred.
func (e *engine) catch(ctx context.Context, oc *graphql.OperationContext, resp **graphql.Response) {
	if value := recover(); value != nil {
		*resp = e.refuse(ctx, oc, recovered(ctx, value))
	}
}

// refuse is a response of one error and no data.
func (e *engine) refuse(ctx context.Context, oc *graphql.OperationContext, err error) *graphql.Response {
	if oc == nil {
		oc = &graphql.OperationContext{}
	}
	return e.exec.DispatchError(graphql.WithOperationContext(ctx, oc), gqlerror.List{gqlerror.Wrap(err)})
}

func ended(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return fault.New(fault.Internal, "the operation ended without a response")
}
