package mapping_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/catalog"
)

// The tables of entities and relationships in the documentation are those of the schema.
func TestDocumentationHasEveryEntityAndRelationship(t *testing.T) {
	text, err := os.ReadFile("../../docs/import.md")
	require.NoError(t, err)
	cat := load(t)
	for _, e := range cat.Entities {
		assert.Contains(t, string(text), entityLine(cat, e))
	}
	done := map[string]bool{}
	for _, e := range cat.Edges {
		if !done[e.Type] {
			done[e.Type] = true
			assert.Contains(t, string(text), edgeLine(cat, e.Type))
		}
	}
}

func entityLine(cat *catalog.Catalog, e *catalog.Entity) string {
	var needed, unique, others []string
	for _, f := range e.Fields {
		word := fieldWord(cat, f)
		switch {
		case f.System || f.Name == "illustrative":
			continue
		case f.NonNull:
			needed = append(needed, word)
		case f.Unique:
			unique = append(unique, word)
		default:
			others = append(others, word)
		}
		if f.NonNull && f.Unique {
			unique = append(unique, word)
		}
	}
	return fmt.Sprintf("| %s | %s | %s | %s |\n", e.Name, strings.Join(needed, ", "), strings.Join(unique, ", "), strings.Join(others, ", "))
}

func edgeLine(cat *catalog.Catalog, edgeType string) string {
	var ends, properties []string
	for _, e := range cat.Edges {
		if e.Type != edgeType {
			continue
		}
		ends = append(ends, one(e.ToOne)+e.From.Name+" → "+one(e.FromOne)+e.To.Name)
		if e.Properties == nil {
			continue
		}
		for _, f := range e.Properties.Fields {
			if word := fieldWord(cat, f); !f.System && !slices.Contains(properties, word) {
				properties = append(properties, word)
			}
		}
	}
	return fmt.Sprintf("| %s | %s | %s |\n", edgeType, strings.Join(ends, ", "), strings.Join(properties, ", "))
}

func one(only bool) string {
	if only {
		return "one "
	}
	return ""
}

func fieldWord(cat *catalog.Catalog, f *catalog.Field) string {
	switch {
	case f.Kind == catalog.Enum:
		return fmt.Sprintf("`%s` (%s)", f.Name, strings.Join(cat.Enums[f.Enum], ", "))
	case f.List:
		return fmt.Sprintf("`%s` (a list)", f.Name)
	}
	return "`" + f.Name + "`"
}
