package input

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// Normalize brings a value of a field to the form it is stored in: string, int64, float64,
// bool or []string. Errors continue a sentence that begins with the field.
func Normalize(cat *catalog.Catalog, f *catalog.Field, v any) (any, error) {
	stored, _, err := coerce(cat, f, v)
	return stored, err
}

// coerce is Normalize with what is odd about the value.
func coerce(cat *catalog.Catalog, f *catalog.Field, v any) (stored any, warnings []string, err error) {
	if f.List {
		stored, err = coerceList(cat, f, v)
		return stored, nil, err
	}
	if f.Format != "" {
		return coerceFormat(f, v)
	}
	switch f.Kind {
	case catalog.Int:
		stored, err = coerceInt(v)
	case catalog.Float:
		stored, err = coerceFloat(v)
	case catalog.Boolean:
		stored, err = coerceBoolean(v)
	case catalog.Yuan:
		stored, err = scalar.ParseYuan(v)
	default:
		stored, err = coerceText(cat, f, v)
	}
	return stored, nil, err
}

func coerceText(cat *catalog.Catalog, f *catalog.Field, v any) (any, error) {
	s, ok := v.(string)
	if !ok {
		return nil, fmt.Errorf("is %s, expected a text", fault.Shown(v))
	}
	switch f.Kind {
	case catalog.Date:
		d, err := scalar.ParseDate(s)
		return d.String(), err
	case catalog.DateTime:
		t, err := scalar.ParseDateTime(s)
		return scalar.FormatDateTime(t), err
	case catalog.Enum:
		if !slices.Contains(cat.Enums[f.Enum], s) {
			return nil, fmt.Errorf("is %s, expected one of %s", fault.Shown(s), strings.Join(cat.Enums[f.Enum], ", "))
		}
		return s, nil
	default:
		return cleanText(f, s)
	}
}

// coerceFormat normalises by the rules of the field's standard. A number is taken as its
// digits: data files often hold codes as numbers.
func coerceFormat(f *catalog.Field, v any) (stored any, warnings []string, err error) {
	if n, ok := v.(json.Number); ok {
		v = n.String()
	}
	s, ok := v.(string)
	if !ok {
		return nil, nil, fmt.Errorf("is %s, expected a text", fault.Shown(v))
	}
	format, ok := ident.Lookup(f.Format)
	if !ok {
		return nil, nil, fmt.Errorf("follows the format %s, which this program does not know", f.Format)
	}
	return boxed(format.Normalize(s))
}

func boxed(s string, warnings []string, err error) (any, []string, error) { return s, warnings, err }

func coerceList(cat *catalog.Catalog, f *catalog.Field, v any) (any, error) {
	var items []any
	switch list := v.(type) {
	case []any:
		items = list
	case []string:
		for _, s := range list {
			items = append(items, s)
		}
	default:
		return nil, fmt.Errorf("is %s, expected a list of texts", fault.Shown(v))
	}
	if len(items) > maxList {
		return nil, fmt.Errorf("has %d entries, at most %d are kept", len(items), maxList)
	}
	out := make([]string, len(items))
	for i, item := range items {
		clean, err := coerceText(cat, f, item)
		if err != nil {
			return nil, fmt.Errorf("entry %d %w", i+1, err)
		}
		out[i], _ = clean.(string)
	}
	return out, nil
}

// coerceInt keeps to 32 bits, which is what GraphQL's Int can carry.
func coerceInt(v any) (any, error) {
	var n int64
	var err error
	switch x := v.(type) {
	case int:
		n = int64(x)
	case int64:
		n = x
	case json.Number:
		n, err = strconv.ParseInt(x.String(), 10, 64)
	default:
		err = strconv.ErrSyntax
	}
	if err != nil || n > math.MaxInt32 || n < math.MinInt32 {
		return nil, fmt.Errorf("is %s, expected a whole number within ±2^31", fault.Shown(v))
	}
	return n, nil
}

func coerceFloat(v any) (any, error) {
	var n float64
	var err error
	switch x := v.(type) {
	case int:
		n = float64(x)
	case int64:
		n = float64(x)
	case float64:
		n = x
	case json.Number:
		n, err = strconv.ParseFloat(x.String(), 64)
	default:
		err = strconv.ErrSyntax
	}
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return nil, fmt.Errorf("is %s, expected a number", fault.Shown(v))
	}
	return n, nil
}

func coerceBoolean(v any) (any, error) {
	b, ok := v.(bool)
	if !ok {
		return nil, fmt.Errorf("is %s, expected true or false", fault.Shown(v))
	}
	return b, nil
}
