package mapping

import (
	"encoding/json"
	"strconv"
)

// entry is one of the elements of a list or map that a row fans out to.
type entry struct {
	column string
	key    any
	value  any
	// index counts from 1.
	index int
	// previous is the entry before, or of a path the step before; nil for the first.
	previous *entry
	path     string
	last     bool
	beside   map[string]any
	// nodes are indexes into Interpretation.Nodes by node spec.
	nodes map[int]int
	lost  bool
	label string
}

// part returns what entry: reads under a name.
func (e *entry) part(name string) any {
	switch name {
	case "value":
		return e.value
	case "key":
		return e.key
	case "index":
		return json.Number(strconv.Itoa(e.index))
	case "path":
		return e.path
	case "previous":
		if e.previous != nil {
			return e.previous.value
		}
		return nil
	case "previousPath":
		if e.previous != nil {
			return e.previous.path
		}
		return nil
	case "first":
		return e.previous == nil
	case "last":
		return e.last
	}
	return e.beside[name]
}
