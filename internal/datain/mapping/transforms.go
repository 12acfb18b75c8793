package mapping

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// transform is an entry of the table of transforms. The parser and its messages, the JSON
// Schema and the check of the documentation derive from it; docs/import.md lists the same.
type transform struct {
	name string
	// does is what it does, in the words of the documentation.
	does string
	// takes and gives are the kinds of values before and after it.
	takes, gives valueKind
	// plain is the step of the name alone; nil when it needs options.
	plain step
	// options are nil when there are none to give.
	options *options
}

// options are what may stand behind the name of a transform.
type options struct {
	// read makes the step; it returns nil when there is a mistake.
	read func(p *parser, n *yaml.Node) step
	// example is shown where options are needed and left out.
	example string
	schema  js
}

// valueKind is what a value is, for who reads the JSON Schema.
type valueKind string

const (
	textKind    valueKind = "a text"
	numberKind  valueKind = "a number"
	dateKind    valueKind = "a date"
	booleanKind valueKind = "true or false"
	listKind    valueKind = "a list"
	// cellKind is a value as it stands in its cell: a list is not taken apart.
	cellKind valueKind = "a cell"
	anyKind  valueKind = "any value"
)

// spread applies the step to the entries of a list one by one, unless the transform takes a
// list as a whole.
func (t *transform) spread(s step) step {
	if s == nil || t.takes == listKind || t.takes == cellKind {
		return s
	}
	return each(s)
}

func (t *transform) isPlain() bool    { return t.plain != nil }
func (t *transform) hasOptions() bool { return t.options != nil }

// transformOf finds a transform by its name, nil when there is none.
func transformOf(name string) *transform {
	i := slices.IndexFunc(transforms, func(t transform) bool { return t.name == name })
	if i < 0 {
		return nil
	}
	return &transforms[i]
}

// transformNames are the names of those transforms that fit, in the order of the table.
func transformNames(fits func(*transform) bool) []string {
	var names []string
	for i := range transforms {
		if fits(&transforms[i]) {
			names = append(names, transforms[i].name)
		}
	}
	return names
}

func anyTransform(*transform) bool { return true }
