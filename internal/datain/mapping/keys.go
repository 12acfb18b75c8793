package mapping

import "slices"

// key is one key of an object of the language. The parser takes the names of these tables,
// the JSON Schema the descriptions.
type key struct {
	name string
	// schema describes the value; nil where the catalog adds what is to be said, or where
	// anything is taken.
	schema js
}

type keys []key

func (k keys) names() []string {
	names := make([]string, len(k))
	for i := range k {
		names[i] = k[i].name
	}
	return names
}

// with is k and more.
func (k keys) with(more keys) keys { return slices.Concat(k, more) }

// only are the keys of these names, in their order.
func (k keys) only(names ...string) keys {
	some := make(keys, len(names))
	for i, name := range names {
		some[i] = k[slices.IndexFunc(k, func(one key) bool { return one.name == name })]
	}
	return some
}
