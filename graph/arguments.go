package graph

import (
	"fmt"

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
		return "", &fault.Error{Code: fault.BadUserInput, Message: "the id is empty; give one, or leave the argument out for all", Path: []any{name}}
	}
	return given(argument, ""), nil
}

// textArgument reads an ID or text among the arguments of a custom mutation, for which GraphQL takes a
// number too; empty for none.
func textArgument(arguments map[string]any, name string) string {
	if v := arguments[name]; v != nil {
		return fmt.Sprint(v)
	}
	return ""
}

// listArgument reads a list, for which GraphQL takes a single value too.
func listArgument(arguments map[string]any, name string) []any {
	switch v := arguments[name].(type) {
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

func textsArgument(arguments map[string]any, name string) []string {
	var texts []string
	for _, item := range listArgument(arguments, name) {
		texts = append(texts, fmt.Sprint(item))
	}
	return texts
}
