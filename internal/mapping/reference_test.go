package mapping_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/catalog"
)

const importPage = "../../docs/import.md"

var update = flag.Bool("update", false, "write the tables of the schema into the documentation")

// The tables of entities and relationships in the documentation are those of the schema.
func TestDocumentationHasEveryEntityAndRelationship(t *testing.T) {
	read, err := os.ReadFile(importPage)
	require.NoError(t, err)
	text, cat := string(read), load(t)
	entities, edges := entityTable(cat), edgeTable(cat)
	if *update {
		text = replaceTable(t, text, "| entity | a new one needs |", entities)
		text = replaceTable(t, text, "| relationship | leads from", edges)
		require.NoError(t, os.WriteFile(importPage, []byte(text), 0o644))
	}
	for _, line := range append(entities, edges...) {
		assert.True(t, strings.Contains(text, line), "docs/import.md lacks %sgo test ./internal/mapping -update writes it", line)
	}
}

func entityTable(cat *catalog.Catalog) (lines []string) {
	for _, e := range cat.Entities {
		lines = append(lines, entityLine(cat, e))
	}
	return lines
}

func edgeTable(cat *catalog.Catalog) (lines []string) {
	last := ""
	for _, e := range cat.Edges {
		if e.Type != last {
			lines = append(lines, edgeLine(cat, e.Type))
		}
		last = e.Type
	}
	return lines
}

// replaceTable puts lines under the two lines of the table's head.
func replaceTable(t *testing.T, text, head string, lines []string) string {
	t.Helper()
	before, table, found := strings.Cut(text, head)
	require.True(t, found, head)
	body, after, found := strings.Cut(table, "\n\n")
	require.True(t, found, head)
	top := strings.SplitAfterN(body, "\n", 3)
	return before + head + top[0] + top[1] + strings.Join(lines, "") + "\n" + after
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
	case f.Kind == catalog.Enum && f.List:
		return fmt.Sprintf("`%s` (a list of %s)", f.Name, strings.Join(cat.Enums[f.Enum], ", "))
	case f.Kind == catalog.Enum:
		return fmt.Sprintf("`%s` (%s)", f.Name, strings.Join(cat.Enums[f.Enum], ", "))
	case f.List:
		return fmt.Sprintf("`%s` (a list)", f.Name)
	}
	return "`" + f.Name + "`"
}
