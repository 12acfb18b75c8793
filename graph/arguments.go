package graph

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// given returns the value of an argument, or what stands for null.
func given[T any](argument *T, otherwise T) T {
	if argument == nil {
		return otherwise
	}
	return *argument
}

// idGiven reads an optional id; an empty one is refused, since it would mean all.
func idGiven(argument *string, name string) (string, error) {
	if argument != nil && *argument == "" {
		return "", fault.New(fault.BadUserInput, "the id is empty; give one, or leave the argument out for all").At(name)
	}
	return given(argument, ""), nil
}

// cursorGiven reads an optional cursor; an empty one is refused, since it would begin anew.
func cursorGiven(after *string) (string, error) {
	if after != nil && *after == "" {
		return "", fault.New(fault.BadUserInput, "after is empty; pass the endCursor of a page, or leave it out to begin at the first").At("after")
	}
	return given(after, ""), nil
}

// atOnce tells all that is wrong with the arguments of a root field: it returns the last of it,
// and nil where nothing is.
func atOnce(ctx context.Context, wrong ...error) error {
	var all []error
	for _, err := range wrong {
		all = append(all, fault.Each(err)...)
	}
	if len(all) == 0 {
		return nil
	}
	last := len(all) - 1
	for _, one := range all[:last] {
		graphql.AddError(ctx, one)
	}
	return all[last]
}

// arguments are those of a custom mutation, coerced by the rules of GraphQL.
type arguments map[string]any

// text reads an ID or text, for which GraphQL takes a number too; empty for none.
func (a arguments) text(name string) string {
	if v := a[name]; v != nil {
		return fmt.Sprint(v)
	}
	return ""
}

// id reads an ID of an entity or of a relationship, with or without the end that it is seen from.
func (a arguments) id(name string) string { return catalog.RelationshipID(a.text(name)) }

// list reads a list, for which GraphQL takes a single value too.
func (a arguments) list(name string) []any {
	switch v := a[name].(type) {
	case nil:
		return nil
	case []any:
		return v
	case []string:
		list := make([]any, len(v))
		for i, s := range v {
			list[i] = s
		}
		return list
	case []map[string]any:
		list := make([]any, len(v))
		for i, m := range v {
			list[i] = m
		}
		return list
	default:
		return []any{v}
	}
}

func (a arguments) texts(name string) []string {
	var texts []string
	for _, item := range a.list(name) {
		texts = append(texts, fmt.Sprint(item))
	}
	return texts
}
