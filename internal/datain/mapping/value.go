package mapping

import "time"

// value is an origin with what is done to what is read there.
type value struct {
	from origin
	// emptyAs are texts that count as missing.
	emptyAs map[string]bool
	steps   []step
	// fallback stands in for a missing value, nil for none.
	fallback any
	required bool
	// omit leaves the value out when it cannot be used, instead of rejecting the row.
	omit bool
	// fit brings the value to the form of the field that it is for; may be nil.
	fit step
	// dated tells that it becomes a date, unit that the mapping says which unit numbers are in.
	dated, unit bool
}

// step is one transform. It gets no missing value; it returns nil for one.
type step func(any) (any, error)

func (v *value) columns(found func(string)) { v.from.columns(found) }

func (v *value) read(r *row) cell {
	c := v.from.read(r)
	if c.reason != "" {
		return c
	}
	c = v.nonEmpty(c)
	c = v.day(c, r)
	for _, s := range v.steps {
		if c = v.day(c.through(s), r); c.value == nil {
			break
		}
	}
	if c.reason != "" {
		return c
	}
	if c = v.nonEmpty(c); c.value == nil {
		c.value = v.fallback
	}
	if c.value == nil && v.required {
		return c.failed("is empty, but a value is required")
	}
	if v.fit == nil {
		return c
	}
	return c.through(v.fit)
}

// day makes the day of a moment, where the value becomes a date: that of the zone, whatever
// offset the moment is written with; and the day of a number that counts in another calendar.
func (v *value) day(c cell, r *row) cell {
	if !v.dated || c.value == nil {
		return c
	}
	if c.serial != "" && c.value == any(c.text) {
		c.value = c.serial
		return c
	}
	if text, isText := c.value.(string); isText && r.zone != nil {
		if at, is := momentOf(text); is {
			c.value, r.passed = at.In(r.zone).Format(time.DateOnly), true
		}
	}
	return c
}

func (v *value) nonEmpty(c cell) cell {
	if s, isText := c.value.(string); isText && v.emptyAs[s] {
		c.value = nil
	}
	return c
}

// through applies a step.
func (c cell) through(s step) cell {
	if c.value == nil {
		return c
	}
	out, err := s(c.value)
	if err != nil {
		return c.failed("%s", err)
	}
	c.value = out
	return c
}

// each applies a step to the entries of a list, or to the one value that is none.
func each(s step) step {
	return func(v any) (any, error) {
		items, isList := v.([]any)
		if !isList {
			return s(v)
		}
		out := make([]any, 0, len(items))
		for _, item := range items {
			changed, err := s(item)
			if err != nil {
				return nil, err
			}
			if changed != nil {
				out = append(out, changed)
			}
		}
		return out, nil
	}
}
