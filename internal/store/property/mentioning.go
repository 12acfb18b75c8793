package property

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// Mentioning are the names of the fields whose texts mention somebody who was erased.
func Mentioning(properties map[string]any) []string {
	list, _ := Texts(properties[catalog.Mentioning])
	return list
}

// Corrected notes on the properties of an element that fields have other values by now, which
// mention nobody erased.
func Corrected(properties, changed map[string]any) {
	marked := Mentioning(properties)
	left := slices.DeleteFunc(slices.Clone(marked), func(name string) bool {
		_, is := changed[name]
		return is
	})
	switch len(left) {
	case len(marked):
	case 0:
		delete(properties, catalog.Mentioning)
	default:
		properties[catalog.Mentioning] = left
	}
}
