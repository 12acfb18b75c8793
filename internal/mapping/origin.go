package mapping

import "strings"

// origin is where a value comes from.
type origin interface {
	read(r *row) cell
	// columns calls found with each column that is read.
	columns(found func(string))
}

// row is one row while its meaning is worked out.
type row struct {
	values map[string]any
	// entry is the fan-out entry in hand, nil outside one.
	entry *entry
}

// column reads a cell by its column.
type column struct {
	// name is as the mapping writes it, normal as readers of tables write it.
	name, normal string
	// head and path lead into JSON objects when no column has the whole name.
	head string
	path []string
}

func newColumn(name string) column {
	parts := strings.Split(name, ".")
	return column{name: name, normal: normalName(name), head: parts[0], path: parts[1:]}
}

func (c column) read(r *row) cell {
	v, ok := r.values[c.name]
	if !ok {
		v, ok = r.values[c.normal]
	}
	if !ok && len(c.path) > 0 {
		v = inside(r.values[c.head], c.path)
	}
	return cell{value: present(v), column: c.name, text: shown(v)}
}

func (c column) columns(found func(string)) { found(c.name) }

// inside follows names into JSON objects; nil when one of them is not there.
func inside(v any, path []string) any {
	for _, name := range path {
		object, _ := v.(map[string]any)
		v = object[name]
	}
	return v
}

// constant is written in the mapping.
type constant struct{ value any }

func (c constant) read(*row) cell       { return cell{value: c.value, text: shown(c.value)} }
func (c constant) columns(func(string)) {}

// entryPart reads something of the fan-out entry in hand.
type entryPart struct {
	name string
	path []string
}

func (p entryPart) read(r *row) cell {
	if r.entry == nil {
		return cell{}
	}
	v := present(inside(r.entry.part(p.name), p.path))
	return cell{value: v, column: r.entry.column, text: shown(v)}
}

func (p entryPart) columns(func(string)) {}

// first is the first of several values that is not missing.
type first struct{ values []*value }

func (f first) read(r *row) cell {
	var c cell
	for i, v := range f.values {
		found := v.read(r)
		if found.value != nil || found.reason != "" {
			return found
		}
		if i == 0 {
			c = found
		}
	}
	return c
}

func (f first) columns(found func(string)) {
	for _, v := range f.values {
		v.columns(found)
	}
}

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
	b.WriteString(t.texts[len(t.texts)-1])
	out.value = b.String()
	return out
}

func (t template) columns(found func(string)) {
	for _, v := range t.values {
		v.columns(found)
	}
}

// cases is the value of the first branch whose condition holds.
type cases struct {
	// on is what the branches look at, named when none of them fits.
	on       origin
	branches []branch
	// otherwise may be nil.
	otherwise origin
}

type branch struct {
	when condition
	then origin
}

func (c cases) read(r *row) cell {
	looked := cell{}
	if c.on != nil {
		looked = c.on.read(r)
	}
	for _, b := range c.branches {
		holds, failed := b.when.holds(r)
		if failed != nil {
			return cell{column: failed.Column, text: failed.Value, reason: failed.Reason}
		}
		if holds {
			return result(b.then.read(r), looked)
		}
	}
	if c.otherwise == nil {
		return cell{column: looked.column, text: looked.text}
	}
	return result(c.otherwise.read(r), looked)
}

// result names the cell that decided when the value itself stands in no cell.
func result(c, looked cell) cell {
	if c.column == "" && looked.column != "" {
		c.column, c.text = looked.column, looked.text
	}
	return c
}

func (c cases) columns(found func(string)) {
	if c.on != nil {
		c.on.columns(found)
	}
	for _, b := range c.branches {
		b.when.columns(found)
		b.then.columns(found)
	}
	if c.otherwise != nil {
		c.otherwise.columns(found)
	}
}
