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

// entryPart is something that entry: reads of an entry.
type entryPart struct {
	name string
	read func(*entry) any
}

// entryParts are those that every entry has.
var entryParts = []entryPart{
	{"value", func(e *entry) any { return e.value }},
	{"key", func(e *entry) any { return e.key }},
	{"index", func(e *entry) any { return json.Number(strconv.Itoa(e.index)) }},
	{"path", func(e *entry) any { return e.path }},
	{"previous", previousValue},
	{"previousPath", previousPath},
	{"first", func(e *entry) any { return e.previous == nil }},
	{"last", func(e *entry) any { return e.last }},
}

func previousValue(e *entry) any {
	if e.previous == nil {
		return nil
	}
	return e.previous.value
}

func previousPath(e *entry) any {
	if e.previous == nil {
		return nil
	}
	return e.previous.path
}

func entryPartNames() []string {
	names := make([]string, len(entryParts))
	for i, p := range entryParts {
		names[i] = p.name
	}
	return names
}

// entryPartOf returns what reads a part of an entry: one that every entry has, or the
// entry's part of a list beside.
func entryPartOf(name string) func(*entry) any {
	for _, p := range entryParts {
		if p.name == name {
			return p.read
		}
	}
	return func(e *entry) any { return e.beside[name] }
}
