package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const testSDL = `
scalar JSON
type Query {
  hello(name: String): String!
  number(value: JSON): JSON
  fails(code: String!): String
  plain: String
  panics: String
  crash: String
  wait: String
  large(bytes: Int!): String!
}
type Mutation { bump: Int! wait: Int }
type Subscription { ticks(to: Int!): Int! forever: Int! broken: Int! }
`

// testSchema is a real executable schema, written by hand: it resolves fields
// over a parsed schema as generated code would.
type testSchema struct {
	schema  *ast.Schema
	started chan struct{} // a field wait or forever has started
	release chan struct{} // lets wait end
	ended   chan error    // why the context of wait or forever ended
	bumps   atomic.Int64
}

func newTestSchema(tb testing.TB) *testSchema {
	tb.Helper()
	return &testSchema{
		schema:  gqlparser.MustLoadSchema(&ast.Source{Name: "test.graphqls", Input: testSDL}),
		started: make(chan struct{}, 256), release: make(chan struct{}), ended: make(chan error, 256),
	}
}

func (s *testSchema) Schema() *ast.Schema { return s.schema }

func (s *testSchema) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (s *testSchema) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	fields := graphql.CollectFields(oc, oc.Operation.SelectionSet, []string{rootName(oc)})
	if oc.Operation.Operation == ast.Subscription {
		return s.subscribe(ctx, oc, fields[0])
	}
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		return &graphql.Response{Data: s.object(ctx, oc, fields)}
	}
}

func rootName(oc *graphql.OperationContext) string {
	switch oc.Operation.Operation {
	case ast.Mutation:
		return "Mutation"
	case ast.Subscription:
		return "Subscription"
	default:
		return "Query"
	}
}

func (s *testSchema) object(ctx context.Context, oc *graphql.OperationContext, fields []graphql.CollectedField) []byte {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, field := range fields {
		if i > 0 {
			out.WriteByte(',')
		}
		fmt.Fprintf(&out, "%q:", field.Alias)
		value := s.field(ctx, oc, field)
		if value == nil && field.Definition.Type.NonNull {
			return []byte("null")
		}
		b, err := json.Marshal(value)
		if err != nil {
			panic(err)
		}
		out.Write(b)
	}
	out.WriteByte('}')
	return out.Bytes()
}

func (s *testSchema) field(ctx context.Context, oc *graphql.OperationContext, field graphql.CollectedField) (value any) {
	fc := &graphql.FieldContext{Object: rootName(oc), Field: field, Args: field.ArgumentMap(oc.Variables)}
	ctx = graphql.WithFieldContext(ctx, fc)
	if field.Name == "crash" {
		panic("crash outside of a field")
	}
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, r))
			value = nil
		}
	}()
	value, err := s.resolve(ctx, field.Name, fc.Args)
	if err != nil {
		graphql.AddError(ctx, graphql.AddFieldLocationToError(ctx, err))
		return nil
	}
	return value
}

func (s *testSchema) resolve(ctx context.Context, name string, args map[string]any) (any, error) {
	switch name {
	case "hello":
		if given, ok := args["name"].(string); ok {
			return "hello " + given, nil
		}
		return "hello", nil
	case "number":
		return args["value"], nil
	case "fails":
		f := fault.Wrap(fault.Code(args["code"].(string)), errors.New("secret cause"), "do this instead")
		f.Path = []any{"where", "name"}
		return nil, fmt.Errorf("context of the caller: %w", f)
	case "plain":
		return nil, errors.New("secret cause")
	case "panics":
		panic("secret panic")
	case "wait":
		return s.wait(ctx)
	case "large":
		size, _ := args["bytes"].(int64)
		return string(bytes.Repeat([]byte("x"), int(size))), nil
	case "bump":
		return s.bumps.Add(1), nil
	case "__typename":
		return rootNameOf(ctx), nil
	default:
		return nil, nil // introspection of an unknown type is null
	}
}

func rootNameOf(ctx context.Context) string { return graphql.GetFieldContext(ctx).Object }

func (s *testSchema) wait(ctx context.Context) (any, error) {
	s.started <- struct{}{}
	select {
	case <-ctx.Done():
		s.ended <- ctx.Err()
		return nil, fault.Wrap(fault.DatabaseUnavailable, ctx.Err(), "no database")
	case <-s.release:
		return 1, nil
	}
}

func (s *testSchema) subscribe(ctx context.Context, oc *graphql.OperationContext, field graphql.CollectedField) graphql.ResponseHandler {
	args := field.ArgumentMap(oc.Variables)
	switch field.Name {
	case "broken":
		graphql.AddError(ctx, fault.New(fault.NotFound, "no such feed"))
		return nil
	case "forever":
		return s.forever(field.Alias)
	default:
		return ticks(field.Alias, args)
	}
}

func (s *testSchema) forever(alias string) graphql.ResponseHandler {
	first := true
	return func(ctx context.Context) *graphql.Response {
		if first {
			first = false
			return &graphql.Response{Data: fmt.Appendf(nil, "{%q:0}", alias)}
		}
		s.started <- struct{}{}
		<-ctx.Done()
		s.ended <- ctx.Err()
		return nil
	}
}

func ticks(alias string, args map[string]any) graphql.ResponseHandler {
	to, _ := args["to"].(int64)
	at := int64(0)
	return func(ctx context.Context) *graphql.Response {
		if at++; at > to {
			return nil
		}
		if at == 2 {
			graphql.AddError(ctx, &gqlerror.Error{Message: "odd", Extensions: map[string]any{"code": "NOT_FOUND"}})
		}
		return &graphql.Response{Data: fmt.Appendf(nil, "{%q:\n%d}", alias, at)}
	}
}
