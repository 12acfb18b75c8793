// Package model holds the Go types of answers: the compiled value that writes itself,
// and the types of hand-written answers.
package model

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Value is a compiled answer: JSON that the compiler wrote as the request selected it.
type Value struct {
	// JSON is the answer of a compiled root field.
	JSON []byte
	// Places is set instead for an entity inside a hand-written answer: its JSON by the
	// response keys that lead there from the root field, such as edges.node.
	Places map[string][]byte
	// Problems are told when the answer is written: those of an entity that was read
	// before, apart from the answer.
	Problems []error
}

// MarshalGQLContext writes the answer, as it was selected where it stands.
func (v Value) MarshalGQLContext(ctx context.Context, w io.Writer) error {
	for _, problem := range v.Problems {
		graphql.AddError(ctx, problem)
	}
	json := v.JSON
	if v.Places != nil {
		json = v.Places[keys(graphql.GetPath(ctx))]
	}
	if json == nil {
		json = []byte("null")
	}
	_, err := w.Write(json)
	return err
}

// keys joins the response keys of a path but the root field's.
func keys(path ast.Path) string {
	var names []string
	for _, p := range path {
		if name, ok := p.(ast.PathName); ok {
			names = append(names, string(name))
		}
	}
	return strings.Join(names[min(1, len(names)):], ".")
}

// UnmarshalGQLContext refuses: a compiled answer is never an input.
func (v *Value) UnmarshalGQLContext(context.Context, any) error {
	return errors.New("a compiled answer cannot be an input")
}
