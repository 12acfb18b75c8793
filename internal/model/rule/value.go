package rule

import (
	"fmt"
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

const masked = "is masked: it shows only a part of a value, which it would take the place of; give the whole value, or leave the field out to keep what is stored"

// Value tells what is wrong with a value in stored form, nil for nothing. The text continues a
// sentence that begins with the field.
func Value(f *catalog.Field, stored any) error {
	if privacy.Masked(f, stored) {
		return fmt.Errorf("%s", masked)
	}
	n, text, is := measure(f, stored)
	switch {
	case f.Range == nil || !is || f.Range.Holds(n):
		return nil
	case f.Kind == catalog.Date:
		return fmt.Errorf("is %s, expected a year from %s", text, f.Range.Expected())
	}
	return fmt.Errorf("is %s, expected %s", text, f.Range.Expected())
}

// measure is the number of a value, which of a date is its year, and the value as a text.
func measure(f *catalog.Field, stored any) (n float64, text string, is bool) {
	switch v := stored.(type) {
	case int64:
		return float64(v), strconv.FormatInt(v, 10), true
	case float64:
		return v, strconv.FormatFloat(v, 'f', -1, 64), true
	case string:
		if f.Kind != catalog.Date {
			return 0, "", false
		}
		d, err := scalar.ParseDate(v)
		return float64(d.First().Year()), v, err == nil
	}
	return 0, "", false
}
