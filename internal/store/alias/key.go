package alias

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// Key is the alias of the value of a field, of a text whatever its writing is.
func Key(entity, field string, value any) string {
	return entity + "/" + field + "/" + fmt.Sprint(canon.Value(value))
}

// KeyOf is the alias of the values of a key of one or several fields; false when one is missing.
func KeyOf(e *catalog.Entity, fields []*catalog.Field, properties map[string]any) (string, bool) {
	names, values := make([]string, len(fields)), make([]string, len(fields))
	for i, f := range fields {
		if properties[f.Name] == nil {
			return "", false
		}
		names[i], values[i] = f.Name, fmt.Sprint(canon.Value(properties[f.Name]))
	}
	return Key(e.Name, strings.Join(names, "+"), strings.Join(values, element.KeySeparator)), true
}

// nameField is the field that names entities for people.
const nameField = "name"

// KeysOf are all keys by which a node is known, each once: its id, its business keys, its unique
// values, and its name where something stands for it.
func KeysOf(e *catalog.Entity, properties map[string]any, why Why) []string {
	list := []string{property.Text(properties["id"])}
	single := e.UniqueFields()
	if f := e.Field(nameField); f != nil && why == MergedAway {
		single = append(single, f)
	}
	var keys [][]*catalog.Field
	for _, f := range single {
		keys = append(keys, []*catalog.Field{f})
	}
	seen := map[string]bool{}
	for _, fields := range append(keys, e.CompositeKeys()...) {
		if key, is := KeyOf(e, fields, properties); is && !seen[key] {
			seen[key] = true
			list = append(list, key)
		}
	}
	return list
}
