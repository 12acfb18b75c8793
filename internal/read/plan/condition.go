package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
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
	var wrong problems
	preds, err := compared(in, func(op predicate.Op, v any) (predicate.Predicate, error) { return b.comparison(f, op, v) })
	wrong.add(err)
	if v := in["notIn"]; v != nil {
		p, err := b.among(f, v)
		wrong.add(err, "notIn")
		preds = append(preds, predicate.Negate(p))
	}
	if v := in["hasAny"]; v != nil {
		preds = append(preds, predicate.Is(f, predicate.HasAny, listOf(v)))
	}
	switch missing, given := in["isNull"].(bool); {
	case given && missing:
		preds = append(preds, predicate.Lacks(f))
	case given:
		preds = append(preds, predicate.Negate(predicate.Lacks(f)))
	}
	return predicate.All(preds...), wrong.err()
}

// compared reads the comparisons of a value filter, each with one.
func compared(in map[string]any, one func(predicate.Op, any) (predicate.Predicate, error)) ([]predicate.Predicate, error) {
	var wrong problems
	wrong.add(refuseNull(in))
	wrong.add(refuseEmpty(in))
	var preds []predicate.Predicate
	for _, c := range comparisons {
		v := in[c.name]
		if v == nil {
			continue
		}
		p, err := one(c.op, v)
		wrong.add(err, c.name)
		preds = append(preds, p)
	}
	return preds, wrong.err()
}

func (b *builder) comparison(f *catalog.Field, op predicate.Op, v any) (predicate.Predicate, error) {
	if op == predicate.In {
		return b.among(f, v)
	}
	if text, isText := v.(string); isText && f.Kind == catalog.Date {
		on, err := b.date(text)
		return predicate.Dated(f, op, on), err
	}
	value, err := coerce(b.cat, f, v, op == predicate.Eq || op == predicate.Ne)
	if err != nil {
		return nil, err
	}
	value = b.id(f, value)
	if text, isText := value.(string); isText && text != "" && f.Text() && canon.Part(text) == "" {
		return nothing(op), nil
	}
	if op == predicate.Ne {
		return predicate.Negate(predicate.Is(f, predicate.Eq, value)), nil
	}
	return predicate.Is(f, op, value), nil
}

// nothing compares with a text of nothing but what cannot be seen, which no value is: every one is
// different, which holds always.
func nothing(op predicate.Op) predicate.Predicate {
	if op == predicate.Ne {
		return nil
	}
	return predicate.Const(false)
}

// among reads a list of values of which one is to be equal.
func (b *builder) among(f *catalog.Field, v any) (predicate.Predicate, error) {
	var wrong problems
	values := []any{}
	for i, item := range listOf(v) {
		value, err := coerce(b.cat, f, item, true)
		wrong.add(err, i)
		values = append(values, b.id(f, value))
	}
	return predicate.Is(f, predicate.In, values), wrong.err()
}

func dateTime(s string) (string, error) {
	t, err := scalar.ParseDateTime(s)
	if err != nil {
		return "", err
	}
	return scalar.FormatDateTime(t), nil
}
