// Package model holds the Go types of answers: the compiled value that writes itself,
// and the types of hand-written answers.
package model

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Value is a compiled answer: JSON that the compiler wrote as the request selected it.
type Value struct {
	// JSON is the answer of a compiled root field.
	JSON []byte
	// ID is set instead for an entity inside a hand-written answer, see Ref.
	ID string
	// Places is the JSON of such an entity by the response keys that lead to it from the root
	// field, such as edges.node: it stands wherever the request selects it.
	Places map[string][]byte
	// Problems are told when the answer is written: those of an entity that was read
	// before, apart from the answer.
	Problems []error
}

// Ref stands for an entity in a hand-written answer. It is read, as it is selected where it
// stands, once the answer is made.
func Ref(id string) *Value { return &Value{ID: id} }

// Refs are Ref for several.
func Refs(ids []string) []*Value {
	list := make([]*Value, len(ids))
	for i, id := range ids {
		list[i] = Ref(id)
	}
	return list
}

// MarshalGQLContext writes the answer, as it was selected where it stands.
func (v Value) MarshalGQLContext(ctx context.Context, w io.Writer) error {
	for _, problem := range v.Problems {
		graphql.AddError(ctx, problem)
	}
	json := v.JSON
	if v.ID != "" && len(v.Problems) == 0 {
		at := keys(graphql.GetPath(ctx))
		if json = v.Places[at]; json == nil {
			return fmt.Errorf("the entity at %q was not read", at)
		}
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
