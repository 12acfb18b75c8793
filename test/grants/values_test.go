package grants_test

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// values are what arguments may be: of each kind some that are hidden and some that are not.
type values struct {
	cat  *catalog.Catalog
	draw *rand.Rand
	// ids are of entities, relationships, changes and merges; names are those of entities.
	ids, names []string
	moments    []string
	// keys are the business keys of some entities, by the type of the key.
	keys map[string][]map[string]any
}

// of are the candidates of an argument. What its type does not tell its name may.
func (v values) of(a *ast.ArgumentDefinition) []any {
	base := a.Type.Name()
	switch {
	case strings.HasSuffix(base, "Key"):
		keys := slices.Clone(v.keys[base])
		v.draw.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		return anys(keys[:min(4, len(keys))])
	case a.Type.Elem != nil:
		return v.lists(a)
	case base == "ID":
		return v.some(v.ids, mostValues)
	case base == "DateTime":
		return anys(v.moments)
	case base == "Date":
		return []any{"2024-06", "2026-01-01"}
	case base == "String":
		return v.texts(a.Name)
	case base == "Boolean":
		return []any{true}
	case base == "Float":
		return []any{-100.0}
	case base == "Int":
		return []any{3}
	}
	return nil
}

func (v values) texts(name string) []any {
	switch name {
	case "type":
		return v.some(v.cat.EntityNames(), 6)
	case "field":
		return []any{"name", "sources"}
	case "region":
		return []any{"320582"}
	case "after":
		return nil
	}
	return v.some(v.names, mostValues)
}

// mostValues bounds the candidates of one argument: others are drawn for the next one.
const mostValues = 24

func (v values) some(list []string, most int) []any {
	list = slices.Clone(list)
	v.draw.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return anys(list[:min(most, len(list))])
}

func (v values) lists(a *ast.ArgumentDefinition) []any {
	switch {
	case a.Type.Name() == "ID":
		return []any{v.ids[:min(len(v.ids), 100)]}
	case a.Name == "types":
		return []any{v.some(v.cat.EntityNames(), 3)}
	}
	return nil
}

func anys[T any](list []T) []any {
	all := make([]any, len(list))
	for i, one := range list {
		all[i] = one
	}
	return all
}
