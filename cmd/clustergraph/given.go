package main

import (
	"reflect"

	"github.com/alecthomas/kong"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// AfterApply refuses flags that are given without text: where a variable of a script is unset,
// --where "$FILTER" would be a filter that everything fits, and nobody told.
func (c *cli) AfterApply(parsed *kong.Context) error {
	for _, step := range parsed.Path {
		if step.Flag != nil && !step.Resolved && without(parsed.FlagValue(step.Flag)) {
			return fault.New(fault.BadUserInput, "--%s is empty; give it a value, or leave it out", step.Flag.Name)
		}
	}
	return nil
}

// without tells a text or a list with nothing in it.
func without(value any) bool {
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.String, reflect.Slice:
		return v.Len() == 0
	case reflect.Pointer:
		return v.IsNil()
	}
	return false
}
