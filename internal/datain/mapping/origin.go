package mapping

import (
	"fmt"
	"strings"
	"time"
)

// origin is where a value comes from.
type origin interface {
	read(r *row) cell
	// columns calls found with each column that is read.
	columns(found func(string))
}

// row is one row while it is interpreted.
type row struct {
	values map[string]any
	// zone is where the days of moments are looked up; passed tells that one was.
	zone   *time.Location
	passed bool
	// entry is the fan-out entry in hand, nil outside one.
	entry *entry
}

// unreadable is a cell that the reader of the table could not read: it is at fault only where
// it is read.
type unreadable interface {
	Unreadable() (text, reason string)
}

// otherCalendar is a number of a workbook that counts days in a calendar of its own.
type otherCalendar interface {
	Serial1900() string
}

// column reads a cell by its column.
type column struct {
	// name is as the mapping writes it, normal as readers of tables write it.
	name, normal string
	// head and path reach into JSON objects when no column has the whole name.
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
	switch special := v.(type) {
	case unreadable:
		text, reason := special.Unreadable()
		return cell{column: c.name, text: shown(text), reason: reason}
	case otherCalendar:
		text := fmt.Sprint(v)
		return cell{value: present(text), column: c.name, text: shown(text), serial: special.Serial1900()}
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

// ofEntry reads a part of the fan-out entry in hand.
type ofEntry struct {
	part func(*entry) any
	// path reaches into JSON objects.
	path []string
}

func (o ofEntry) read(r *row) cell {
	if r.entry == nil {
		return cell{}
	}
	v := present(inside(o.part(r.entry), o.path))
	return cell{value: v, column: r.entry.column, text: shown(v)}
}

func (o ofEntry) columns(func(string)) {}

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
