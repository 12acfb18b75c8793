package graph

import "fmt"

// given returns the value of an argument, or what stands for null.
func given[T any](argument *T, otherwise T) T {
	if argument == nil {
		return otherwise
	}
	return *argument
}

// textArgument reads an ID or text among the arguments of a deed, for which GraphQL takes a
// number too; empty for none.
func textArgument(arguments map[string]any, name string) string {
	if v := arguments[name]; v != nil {
		return fmt.Sprint(v)
	}
	return ""
}
