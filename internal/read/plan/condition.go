package plan

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// comparisons are the keys of value filters in the order in which they are read.
var comparisons = []struct {
	name string
	op   Op
}{
	{"eq", Eq},
	{"ne", Ne},
	{"in", In},
	{"lt", Lt},
	{"lte", Lte},
	{"gt", Gt},
	{"gte", Gte},
	{"contains", Contains},
	{"startsWith", StartsWith},
	{"endsWith", EndsWith},
	{"has", Has},
}

// conditions reads a value filter on one field.
func (b *builder) conditions(f *catalog.Field, in map[string]any) (Predicate, error) {
	if err := refuseNull(in); err != nil {
		return nil, err
	}
	var preds []Predicate
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
		p, err := b.comparison(f, In, v)
		if err != nil {
			return nil, at(err, "notIn")
		}
		preds = append(preds, Not{p})
	}
	if v, given := in["hasAny"]; given {
		preds = append(preds, Compare{f, HasAny, listOf(v)})
	}
	switch missing, given := in["isNull"].(bool); {
	case given && missing:
		preds = append(preds, Missing{f})
	case given:
		preds = append(preds, Not{Missing{f}})
	}
	return all(preds...), nil
}

func (b *builder) comparison(f *catalog.Field, op Op, v any) (Predicate, error) {
	if op == In {
		values := []any{}
		for i, item := range listOf(v) {
			value, err := coerce(b.cat, f, item, true)
			if err != nil {
				return nil, at(err, i)
			}
			values = append(values, b.id(f, value))
		}
		return Compare{f, In, values}, nil
	}
	value, err := coerce(b.cat, f, v, op == Eq || op == Ne)
	if err != nil {
		return nil, err
	}
	value = b.id(f, value)
	if text, isText := value.(string); isText && f.Kind == catalog.Date {
		return dateComparison(f, op, text)
	}
	if op == Ne {
		return Not{Compare{f, Eq, value}}, nil
	}
	return Compare{f, op, value}, nil
}

// dateComparison compares dates as intervals on their stored text: a date lies before
// another when it sorts before it and does not contain it, and after it when it sorts
// behind every date that the other contains. The form is the same for every precision.
func dateComparison(f *catalog.Field, op Op, text string) (Predicate, error) {
	d, err := scalar.ParseDate(text)
	if err != nil {
		return nil, fault.New(fault.BadUserInput, "%v", err)
	}
	within := Compare{f, In, containing(d)}
	switch op {
	case Ne:
		return Not{Compare{f, Eq, text}}, nil
	case Lt:
		return And{Compare{f, Lt, text}, Not{within}}, nil
	case Gte:
		// The first bound follows from the rest; it lets an index seek.
		return And{Compare{f, Gte, coarsest(d)}, Or{Compare{f, Gte, text}, within}}, nil
	case Gt, Lte:
		return Compare{f, op, d.UpperBound()}, nil
	}
	return Compare{f, op, text}, nil
}

// containing are the coarser dates that hold d, as a list for the database.
func containing(d scalar.Date) []any {
	list := []any{}
	for _, p := range d.Prefixes() {
		list = append(list, p)
	}
	return list
}

// coarsest is the year of the date: it sorts before all that the date's year contains.
func coarsest(d scalar.Date) string { return d.String()[:4] }

func dateTime(s string) (string, error) {
	t, err := scalar.ParseDateTime(s)
	if err != nil {
		return "", err
	}
	return scalar.FormatDateTime(t), nil
}
