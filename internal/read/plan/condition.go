package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// comparisons are the keys of value filters in the order in which they are read.
var comparisons = []struct {
	name string
	op   predicate.Op
}{
	{"eq", predicate.Eq},
	{"ne", predicate.Ne},
	{"in", predicate.In},
	{"lt", predicate.Lt},
	{"lte", predicate.Lte},
	{"gt", predicate.Gt},
	{"gte", predicate.Gte},
	{"contains", predicate.Contains},
	{"startsWith", predicate.StartsWith},
	{"endsWith", predicate.EndsWith},
	{"has", predicate.Has},
}

// conditions reads a value filter on one field.
func (b *builder) conditions(f *catalog.Field, in map[string]any) (predicate.Predicate, error) {
	if err := refuseNull(in); err != nil {
		return nil, err
	}
	var preds []predicate.Predicate
	for _, c := range comparisons {
		v, given := in[c.name]
		if !given {
			continue
		}
		p, err := b.comparison(f, c.op, v)
		if err != nil {
			return nil, at(err, c.name)
		}
		preds = append(preds, p)
	}
	if v, given := in["notIn"]; given {
		p, err := b.comparison(f, predicate.In, v)
		if err != nil {
			return nil, at(err, "notIn")
		}
		preds = append(preds, predicate.Negate(p))
	}
	if v, given := in["hasAny"]; given {
		preds = append(preds, predicate.Is(f, predicate.HasAny, listOf(v)))
	}
	switch missing, given := in["isNull"].(bool); {
	case given && missing:
		preds = append(preds, predicate.Lacks(f))
	case given:
		preds = append(preds, predicate.Negate(predicate.Lacks(f)))
	}
	return predicate.All(preds...), nil
}

func (b *builder) comparison(f *catalog.Field, op predicate.Op, v any) (predicate.Predicate, error) {
	if op == predicate.In {
		values := []any{}
		for i, item := range listOf(v) {
			value, err := coerce(b.cat, f, item, true)
			if err != nil {
				return nil, at(err, i)
			}
			values = append(values, b.id(f, value))
		}
		return predicate.Is(f, predicate.In, values), nil
	}
	value, err := coerce(b.cat, f, v, op == predicate.Eq || op == predicate.Ne)
	if err != nil {
		return nil, err
	}
	value = b.id(f, value)
	if text, isText := value.(string); isText && text != "" && f.Text() && canon.Part(text) == "" {
		return predicate.Const(op == predicate.Ne), nil // No text is nothing but what cannot be seen.
	}
	if text, isText := value.(string); isText && f.Kind == catalog.Date {
		return dateComparison(f, op, text)
	}
	if op == predicate.Ne {
		return predicate.Negate(predicate.Is(f, predicate.Eq, value)), nil
	}
	return predicate.Is(f, op, value), nil
}

func dateComparison(f *catalog.Field, op predicate.Op, text string) (predicate.Predicate, error) {
	on, err := scalar.ParseDate(text)
	if err != nil {
		return nil, fault.New(fault.BadUserInput, "%v", err)
	}
	return predicate.Dated(f, op, on), nil
}

func dateTime(s string) (string, error) {
	t, err := scalar.ParseDateTime(s)
	if err != nil {
		return "", err
	}
	return scalar.FormatDateTime(t), nil
}
