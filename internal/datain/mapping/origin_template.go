package mapping

import "strings"

// template puts values into a text. It is missing when one of them is.
type template struct {
	// texts stand before, between and after the values: one more than there are values.
	texts  []string
	values []origin
}

func (t template) read(r *row) cell {
	var b strings.Builder
	var out cell
	missing := false
	for i, v := range t.values {
		c := v.read(r)
		if c.reason != "" {
			return c
		}
		if i == 0 {
			out.column, out.text = c.column, c.text
		}
		missing = missing || c.value == nil
		b.WriteString(t.texts[i])
		b.WriteString(textOf(c.value))
	}
	if missing {
		return out
	}
	if b.Len() > maxMade {
		return out.failed("makes a text of %d bytes, at most %d are taken", b.Len(), maxMade)
	}
	b.WriteString(t.texts[len(t.texts)-1])
	out.value = b.String()
	return out
}

func (t template) columns(found func(string)) {
	for _, v := range t.values {
		v.columns(found)
	}
}
