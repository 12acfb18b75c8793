package graph

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/view"
)

// filled answers with what a resolver made, and the entities that it refers to as they are
// selected where they stand. A place takes one statement, and none where nothing is selected.
// An entity that is gone, or not to be seen, leaves null where that may be; else what holds it
// is left out of the list that it is in.
func filled[T any](ctx context.Context, made *T) (*T, error) {
	if err := fill(ctx, made); err != nil {
		return nil, err
	}
	return made, nil
}

// fill reads the entities of answers of the root field at hand.
func fill[T any](ctx context.Context, answers ...*T) error {
	op := requestOf(ctx)
	for _, place := range op.Places(graphql.GetFieldContext(ctx).Field.Alias) {
		var refs []*model.Value
		for _, a := range answers {
			found, err := refsAt(reflect.ValueOf(a), place.Fields)
			if err != nil {
				return err
			}
			refs = append(refs, found...)
		}
		objects, errs, err := op.Entities(ctx, place, idsOf(refs), pathTo(ctx, place))
		if err != nil {
			return err
		}
		addErrors(ctx, errs)
		for _, v := range refs {
			if v.Places == nil {
				v.Places = map[string][]byte{}
			}
			v.Places[place.Keys] = objects[v.ID]
			// One that is referred to often is read once, and written each time.
			if err := op.Takes(len(objects[v.ID])); err != nil {
				return err
			}
		}
		for _, a := range answers {
			if !prune(reflect.ValueOf(a), place.Fields, place.Keys) {
				return fault.New(fault.NotFound, "what the answer is about is gone, or not to be seen")
			}
		}
	}
	return nil
}

// refsAt are the entities at a place of an answer.
func refsAt(v reflect.Value, fields []string) ([]*model.Value, error) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil, nil
		}
		return refsAt(v.Elem(), fields)
	case reflect.Slice:
		var all []*model.Value
		for i := range v.Len() {
			refs, err := refsAt(v.Index(i), fields)
			if err != nil {
				return nil, err
			}
			all = append(all, refs...)
		}
		return all, nil
	}
	if len(fields) == 0 {
		if ref, is := v.Addr().Interface().(*model.Value); is {
			return []*model.Value{ref}, nil
		}
		return nil, fmt.Errorf("an answer holds a %s where the schema has an entity", v.Type())
	}
	field, err := fieldNamed(v, fields[0])
	if err != nil {
		return nil, err
	}
	return refsAt(field, fields[1:])
}

// fieldNamed is the field of a struct that answers a GraphQL field.
func fieldNamed(v reflect.Value, name string) (reflect.Value, error) {
	if v.Kind() == reflect.Struct {
		for i := range v.NumField() {
			tag, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			if tag == name {
				return v.Field(i), nil
			}
		}
	}
	return reflect.Value{}, fmt.Errorf("%s has no field for %s of the schema", v.Type(), name)
}

// prune takes out what refers to an entity that was not read for a place, and tells whether v
// itself may stay. Where the schema allows null the Go field is a pointer.
func prune(v reflect.Value, fields []string, keys string) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return v.IsNil() || prune(v.Elem(), fields, keys)
	case reflect.Slice:
		kept := v.Slice(0, 0)
		for i := range v.Len() {
			if prune(v.Index(i), fields, keys) {
				kept = reflect.Append(kept, v.Index(i))
			}
		}
		v.Set(kept)
		return true
	}
	if len(fields) == 0 {
		ref, is := v.Addr().Interface().(*model.Value)
		return is && (ref.Places[keys] != nil || len(ref.Problems) > 0)
	}
	field, err := fieldNamed(v, fields[0])
	if err != nil {
		return false
	}
	if prune(field, fields[1:], keys) {
		return true
	}
	nullable := field.Kind() == reflect.Pointer || field.Kind() == reflect.Interface
	if nullable {
		field.SetZero()
	}
	return nullable
}

func idsOf(refs []*model.Value) []string {
	ids := make([]string, len(refs))
	for i, v := range refs {
		ids[i] = v.ID
	}
	return ids
}

// pathTo is the path to a place, without the numbers of list elements.
func pathTo(ctx context.Context, place view.Place) ast.Path {
	path := graphql.GetPath(ctx)
	if place.Keys == "" {
		return path
	}
	for key := range strings.SplitSeq(place.Keys, ".") {
		path = append(path, ast.PathName(key))
	}
	return path
}
