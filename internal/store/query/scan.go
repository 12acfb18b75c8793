package query

import (
	"reflect"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// tag names the column that a field of a struct takes.
const tag = "column"

// Scan decodes rows into structs. A field takes the column that its tag names, as in
//
//	ID string `column:"id"`
//
// Null gives the zero value; a field of pointer type tells null apart. A list goes into a
// slice, a map into map[string]any, a moment into time.Time; any takes what there is. A column
// that is missing or holds something else is INTERNAL: the statement and the struct disagree.
func Scan[T any](rows Rows) ([]T, error) {
	list := make([]T, len(rows.Values))
	places, err := placesOf(reflect.TypeFor[T](), rows.Columns)
	if err != nil {
		return nil, err
	}
	for i, values := range rows.Values {
		into := reflect.ValueOf(&list[i]).Elem()
		for _, p := range places {
			if !assign(into.Field(p.field), values[p.column]) {
				return nil, fault.New(fault.Internal, "column %s holds a %T, not a %s", rows.Columns[p.column], values[p.column], into.Field(p.field).Type())
			}
		}
	}
	return list, nil
}

// First is Scan of the first row; found is false when there is none.
func First[T any](rows Rows) (first T, found bool, err error) {
	rows.Values = rows.Values[:min(1, len(rows.Values))]
	list, err := Scan[T](rows)
	if err != nil || len(list) == 0 {
		return first, false, err
	}
	return list[0], true, nil
}

// Column are the values of one column.
func Column[V any](rows Rows, name string) ([]V, error) {
	at := slices.Index(rows.Columns, name)
	if at < 0 {
		return nil, missing(name)
	}
	list := make([]V, len(rows.Values))
	for i, values := range rows.Values {
		if !assign(reflect.ValueOf(&list[i]).Elem(), values[at]) {
			return nil, fault.New(fault.Internal, "column %s holds a %T", name, values[at])
		}
	}
	return list, nil
}

// place is a field of a struct and the column that it takes.
type place struct{ field, column int }

func placesOf(t reflect.Type, columns []string) ([]place, error) {
	var places []place
	for i := range t.NumField() {
		name, tagged := t.Field(i).Tag.Lookup(tag)
		if !tagged {
			continue
		}
		at := slices.Index(columns, name)
		if at < 0 {
			return nil, missing(name)
		}
		places = append(places, place{i, at})
	}
	return places, nil
}

func missing(name string) error {
	return fault.New(fault.Internal, "the answer has no column %s", name)
}
