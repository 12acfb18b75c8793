package mapping

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// js is a piece of a JSON Schema.
type js = map[string]any

// JSONSchema describes mappings for editors, as JSON Schema 2020-12: entities, fields and
// relationship types are those of the catalog, so that a wrong name is underlined.
func JSONSchema(cat *catalog.Catalog) ([]byte, error) {
	root := closed(rootKeys, js{
		"version": js{"const": 1, "description": "The version of the language."},
		"emptyAs": listOf(js{"type": "string"}, "Texts that count as missing in every file, such as - and 无."),
		"sources": listOf(sourceSchema(cat), "Sources that files may cite by their citationKey. One with the citationKey alone is in the graph already."),
		"files":   listOf(ref("file"), "What the rows of each file mean, in the order in which they are read."),
	}, "version", "files")
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Mapping of an import"
	root["$defs"] = js{
		"file": fileSchema(), "node": nodeSchema(cat), "link": linkSchema(cat), "end": endSchema(cat),
		"value": valueSchema(), "forEach": eachSchema(), "case": caseSchema(), "transform": transformSchema(),
		"condition": conditionSchema(), "requirement": requirementSchema(), "constant": constantSchema(),
		"about": aboutSchema(),
	}
	return json.MarshalIndent(root, "", "  ")
}

func ref(name string) js { return js{"$ref": "#/$defs/" + name} }

// closed is an object that has no other keys than those that the parser knows: a key
// that properties does not describe may hold anything.
func closed(keys []string, properties js, required ...string) js {
	all := js{}
	for _, k := range keys {
		all[k] = js{}
		if p, described := properties[k]; described {
			all[k] = p
		}
	}
	out := js{"type": "object", "properties": all, "additionalProperties": false}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// listOf takes a list, or one item alone.
func listOf(item js, description string) js {
	return js{"anyOf": []any{js{"type": "array", "items": item}, item}, "description": description}
}

func oneWord(description string, words ...string) js {
	return js{"enum": words, "description": description}
}

func text(description string) js { return js{"type": "string", "description": description} }

// scalar takes a word that YAML reads as a number or a date all the same.
func scalarOf(description string) js {
	return js{"type": []string{"string", "number", "boolean"}, "description": description}
}

func described(s js, description string) js { return js{"allOf": []any{s}, "description": description} }

func sourceSchema(cat *catalog.Catalog) js {
	properties := js{}
	fields := cat.Entity(sourceEntity).Fields
	for _, f := range fields {
		properties[f.Name] = scalarOf(f.Description)
	}
	return closed(fieldNames(fields), properties, citationKey)
}

// byName says what holds when key has one of several values.
func byName(key, value string, then js) js {
	return js{
		"if":   js{"properties": js{key: js{"const": value}}, "required": []string{key}},
		"then": js{"properties": then},
	}
}

// fieldsSchema describes the fields of an entity or a relationship.
func fieldsSchema(cat *catalog.Catalog, fields []*catalog.Field) js {
	properties := js{}
	for _, f := range fields {
		properties[f.Name] = described(ref("value"), f.Description+wants(cat, f))
	}
	return closed(fieldNames(fields), properties)
}

// wants says what a description leaves out: that a field must be there, and its codes.
func wants(cat *catalog.Catalog, f *catalog.Field) string {
	out := ""
	if f.NonNull && f.Kind != catalog.Boolean {
		out += " A new one needs it."
	}
	if f.Kind == catalog.Enum {
		out += " One of " + strings.Join(cat.Enums[f.Enum], ", ") + "."
	}
	return out
}

// ends lists the entities that relationships of a type join.
func ends(cat *catalog.Catalog, edgeType string) string {
	var out []string
	for _, e := range cat.Edges {
		if e.Type == edgeType {
			out = append(out, e.From.Name+" to "+e.To.Name)
		}
	}
	return "From " + strings.Join(out, ", ") + "."
}

func entityNames(cat *catalog.Catalog) []string {
	var names []string
	for _, e := range cat.Entities {
		names = append(names, e.Name)
	}
	return names
}

func edgeTypes(cat *catalog.Catalog) []string {
	var types []string
	for _, e := range cat.Edges {
		types = append(types, e.Type)
	}
	return slices.Compact(types) // the catalog sorts edges by type
}
