package plan

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// coerce turns an input value into the one that is stored: a string, int64, float64 or
// bool. Whole values of a standard's format are normalised and checked.
func coerce(cat *catalog.Catalog, f *catalog.Field, v any, whole bool) (any, error) {
	switch f.Kind {
	case catalog.Int:
		if n, ok := wholeNumber(v); ok {
			return n, nil
		}
	case catalog.Float:
		if n, ok := number(v); ok {
			return n, nil
		}
	case catalog.Boolean:
		if on, ok := v.(bool); ok {
			return on, nil
		}
	case catalog.Yuan:
		n, err := scalar.ParseYuan(v)
		if err != nil {
			return nil, fault.New(fault.BadUserInput, "%v", err)
		}
		return n, nil
	default:
		if s, ok := v.(string); ok {
			return coerceText(cat, f, s, whole)
		}
	}
	return nil, fault.New(fault.BadUserInput, "%v does not fit %s", v, f.Name)
}

func coerceText(cat *catalog.Catalog, f *catalog.Field, s string, whole bool) (any, error) {
	var err error
	switch {
	case f.Kind == catalog.Date:
		var d scalar.Date
		d, err = scalar.ParseDate(s)
		s = d.String()
	case f.Kind == catalog.DateTime:
		s, err = dateTime(s)
	case f.Kind == catalog.Enum && !slices.Contains(cat.Enums[f.Enum], s):
		return nil, fault.New(fault.BadUserInput, "%q is not a %s", s, f.Enum)
	case f.Format != "" && whole:
		if format, known := ident.Lookup(f.Format); known {
			s, _, err = format.Normalize(s)
		}
	}
	if err != nil {
		return nil, fault.New(fault.BadUserInput, "%v", err)
	}
	return s, nil
}

func wholeNumber(v any) (int64, bool) {
	switch v := v.(type) {
	case int64:
		return v, true
	case int:
		return int64(v), true
	case json.Number:
		n, err := v.Int64()
		return n, err == nil
	case float64:
		return int64(v), v == math.Trunc(v) && math.Abs(v) < 1<<53
	}
	return 0, false
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case json.Number:
		n, err := v.Float64()
		return n, err == nil
	}
	n, ok := wholeNumber(v)
	return float64(n), ok
}

// listOf follows GraphQL's input coercion: a single value stands for a list of one. Where
// gqlparser has made that list already, of a variable's value, it is of the value's own type.
func listOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	if list := reflect.ValueOf(v); list.Kind() == reflect.Slice {
		all := make([]any, list.Len())
		for i := range all {
			all[i] = list.Index(i).Interface()
		}
		return all
	}
	return []any{v}
}
