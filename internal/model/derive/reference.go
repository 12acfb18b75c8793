package derive

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

const referenceHead = `# What there is

Derived from the schema by go generate; do not edit. What each field means stands in the documentation pane of the playground, and in the JSON Schema of mappings.

## Entities

A new node must have the fields of the second column. A field of the third finds a node by itself. Fields with words in capitals in brackets take these and no others; bounds and units stand in brackets too. Every entity has ` + "`illustrative`" + ` too: true for what is made up. Of two fields with ≤ between them the second is not before, or not less than, the first.

| entity | a new one needs | unique | also |
|---|---|---|---|
`

const referenceEdges = `
## Relationships

Where it says *one*, a new relationship takes the place of the old one. None leads from an entity to itself, unless it says so.

| relationship | leads from → to | properties |
|---|---|---|
`

// Reference is the page of documentation that lists entities, fields and relationships.
func Reference(cat *catalog.Catalog) string {
	var b bytes.Buffer
	b.WriteString(referenceHead)
	for _, e := range cat.Entities {
		b.WriteString(entityLine(cat, e))
	}
	b.WriteString(referenceEdges)
	last := ""
	for _, e := range cat.Edges { // sorted by type
		if e.Type != last {
			b.WriteString(edgeLine(cat, e.Type))
		}
		last = e.Type
	}
	return b.String()
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
		case !f.Unique:
			others = append(others, word)
		}
		if f.Unique {
			unique = append(unique, word)
		}
	}
	name := strings.TrimSpace(e.Name + " " + strings.TrimRight(chineseTerm(e.Description), "。."))
	return fmt.Sprintf("| %s | %s | %s | %s |\n", name, list(needed), list(unique), list(append(others, inOrder(e.Intervals)...)))
}

// inOrder says which fields are not before others.
func inOrder(intervals []catalog.Interval) []string {
	words := make([]string, len(intervals))
	for i, pair := range intervals {
		words[i] = "`" + pair.From.Name + "` ≤ `" + pair.To.Name + "`"
	}
	return words
}

func edgeLine(cat *catalog.Catalog, edgeType string) string {
	var ends, properties []string
	for _, e := range cat.Edges {
		if e.Type != edgeType {
			continue
		}
		ends = append(ends, one(e.ToOne)+e.From.Name+" → "+one(e.FromOne)+e.To.Name+toItself(e))
		if e.Properties == nil {
			continue
		}
		for _, word := range append(fieldWords(cat, e.Properties.Fields), inOrder(e.Properties.Intervals)...) {
			if !slices.Contains(properties, word) {
				properties = append(properties, word)
			}
		}
	}
	return fmt.Sprintf("| %s | %s | %s |\n", edgeType, list(ends), list(properties))
}

func fieldWords(cat *catalog.Catalog, fields []*catalog.Field) []string {
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = fieldWord(cat, f)
	}
	return words
}

func toItself(e *catalog.Edge) string {
	if e.Loops {
		return " (to itself too)"
	}
	return ""
}

func list(words []string) string { return strings.Join(words, ", ") }

func one(only bool) string {
	if only {
		return "one "
	}
	return ""
}

func fieldWord(cat *catalog.Catalog, f *catalog.Field) string {
	switch {
	case f.Kind == catalog.Enum && f.List:
		return fmt.Sprintf("`%s` (a list of %s)", f.Name, list(cat.Enums[f.Enum]))
	case f.Kind == catalog.Enum:
		return fmt.Sprintf("`%s` (%s)", f.Name, list(cat.Enums[f.Enum]))
	case f.List:
		return fmt.Sprintf("`%s` (a list)", f.Name)
	case bounds(f) != "":
		return fmt.Sprintf("`%s` (%s)", f.Name, bounds(f))
	}
	return "`" + f.Name + "`"
}
