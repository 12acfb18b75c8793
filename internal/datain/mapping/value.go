package mapping

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
	for _, s := range v.steps {
		if c = c.through(s); c.value == nil {
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
