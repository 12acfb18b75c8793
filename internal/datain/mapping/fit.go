package mapping

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// fitStep brings a value to what a field takes, as far as the field's kind decides how:
// texts of a table become dates, numbers and truth values.
func fitStep(cat *catalog.Catalog, f *catalog.Field) step {
	switch {
	case f.List && f.Kind == catalog.Enum:
		return fitEach(enumStep(cat, f))
	case f.List:
		return fitList
	case f.Format != "":
		return identStep(f.Format)
	}
	switch f.Kind {
	case catalog.Int:
		return numberStep(true)
	case catalog.Float:
		return numberStep(false)
	case catalog.Boolean:
		return booleanStep
	case catalog.Date:
		return dateStep("")
	case catalog.Yuan:
		return amountStep("", false)
	case catalog.Enum:
		return enumStep(cat, f)
	default:
		return fitText
	}
}

func fitText(v any) (any, error) {
	s, err := scalarText(v)
	if err != nil {
		return nil, errors.New("is a list or an object, expected a text; choose a part of it, or join: a list")
	}
	return present(s), nil
}

// fitList takes a list of texts; a text alone is a list of one.
func fitList(v any) (any, error) {
	items, isList := v.([]any)
	if !isList {
		items = []any{v}
	}
	out := make([]string, 0, len(items))
	for i, item := range items {
		s, err := scalarText(item)
		if err != nil {
			return nil, fmt.Errorf("entry %d %w", i+1, err)
		}
		if s = trimmed(s); s != "" {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, nil
}

// fitEach takes a list of texts that each are brought to their form.
func fitEach(fit step) step {
	return func(v any) (any, error) {
		list, err := fitList(v)
		texts, _ := list.([]string)
		for i, text := range texts {
			fitted, err := fit(text)
			if err != nil {
				return nil, fmt.Errorf("entry %d %w", i+1, err)
			}
			texts[i] = textOf(fitted)
		}
		return list, err
	}
}

// enumStep takes the values of an enumeration, and what the schema calls them.
func enumStep(cat *catalog.Catalog, f *catalog.Field) step {
	return func(v any) (any, error) {
		s, err := scalarText(v)
		if err != nil {
			return nil, err
		}
		value, known := cat.EnumNamed(f.Enum, s)
		if !known {
			return nil, fmt.Errorf("is not one of %s; translate it with enum: {…: %s}", strings.Join(f.Values, ", "), f.Values[0])
		}
		return value, nil
	}
}

// fitUnit takes a share from 0 to 1.
func fitUnit(v any) (any, error) {
	d, err := numberOf(v)
	one := decimal{digits: "1"}
	if err != nil || d.negative || d.compare(one) > 0 {
		return nil, errors.New("expected a number from 0 to 1")
	}
	f, err := json.Number(d.String()).Float64()
	return f, err
}
