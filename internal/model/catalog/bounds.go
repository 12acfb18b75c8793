package catalog

import (
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// Range bounds the values of a field: its number, or the year of its date.
type Range struct {
	// Min and Max are the outermost values that may be, nil for any.
	Min, Max *float64
	// Unit is what the number counts, such as per cent; empty where there is nothing to say.
	Unit string
}

// Interval are two fields of which the second neither ends before the first begins, where
// they are dates, nor is smaller, where they are numbers.
type Interval struct{ From, To *Field }

// Validity is the interval of the dates between which any row may say that it holds.
func Validity() Interval {
	return Interval{From: &Field{Name: ValidFrom, Kind: Date}, To: &Field{Name: ValidTo, Kind: Date}}
}

// String says which values may be: from 0 to 100 per cent, 0 or more yuan.
func (r *Range) String() string {
	return r.words(func(min, max string) string { return "from " + min + " to " + max })
}

// Expected is String as it stands behind the word expected.
func (r *Range) Expected() string {
	return r.words(func(min, max string) string { return min + " to " + max })
}

func (r *Range) words(both func(min, max string) string) string {
	var text string
	switch {
	case r.Min != nil && r.Max != nil:
		text = both(number(*r.Min), number(*r.Max))
	case r.Min != nil:
		text = number(*r.Min) + " or more"
	case r.Max != nil:
		text = "at most " + number(*r.Max)
	default:
		return r.Unit
	}
	if r.Unit != "" {
		text += " " + r.Unit
	}
	return text
}

// Holds tells that a number, or a year, may be.
func (r *Range) Holds(n float64) bool {
	return (r.Min == nil || n >= *r.Min) && (r.Max == nil || n <= *r.Max)
}

func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// ranges reads the bounds that scalars declare for all fields of their kind.
func (l *loader) ranges() error {
	for _, def := range l.doc.Definitions {
		d := def.Directives.ForName(rangeDirective)
		if d == nil {
			continue
		}
		r, err := rangeOf(def.Name, kinds[def.Name], d)
		if err != nil {
			return err
		}
		l.cat.Ranges[kinds[def.Name]] = r
	}
	return nil
}

const rangeDirective, intervalDirective = "range", "interval"

// bounds are those of a field, or else of its scalar.
func (l *loader) bounds(def *ast.Definition, fd *ast.FieldDefinition, kind Kind) (*Range, error) {
	d := fd.Directives.ForName(rangeDirective)
	if d == nil {
		return l.cat.Ranges[kind], nil
	}
	return rangeOf(def.Name+"."+fd.Name, kind, d)
}

func rangeOf(at string, kind Kind, d *ast.Directive) (*Range, error) {
	if !ordered(kind) {
		return nil, fmt.Errorf("%s: @range is for numbers, amounts and dates, of which it bounds the year", at)
	}
	r := &Range{Unit: stringArg(d, "unit")}
	for name, to := range map[string]**float64{"min": &r.Min, "max": &r.Max} {
		arg := d.Arguments.ForName(name)
		if arg == nil {
			continue
		}
		n, err := strconv.ParseFloat(arg.Value.Raw, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: @range(%s:) must be a number", at, name)
		}
		*to = &n
	}
	if r.Min != nil && r.Max != nil && *r.Min > *r.Max {
		return nil, fmt.Errorf("%s: @range(max:) must not be less than min", at)
	}
	return r, nil
}

// ordered tells that values of a kind can be bounded.
func ordered(kind Kind) bool { return kind == Int || kind == Float || kind == Yuan || kind == Date }

// intervals reads those that a type declares.
func intervals(def *ast.Definition, fields []*Field) (list []Interval, err error) {
	for _, d := range def.Directives.ForNames(intervalDirective) {
		i := Interval{From: FieldNamed(fields, stringArg(d, "from")), To: FieldNamed(fields, stringArg(d, "to"))}
		switch {
		case i.From == nil || i.To == nil:
			return nil, fmt.Errorf("%s: @interval(from: %q, to: %q) must name two fields of it", def.Name, stringArg(d, "from"), stringArg(d, "to"))
		case i.From.Kind != i.To.Kind || !ordered(i.From.Kind) || i.From.List || i.To.List:
			return nil, fmt.Errorf("%s: @interval(from: %q, to: %q) must name two dates, or two numbers of one kind", def.Name, i.From.Name, i.To.Name)
		}
		i.To.NotBefore = i.From
		list = append(list, i)
	}
	return list, nil
}
