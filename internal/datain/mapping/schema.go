package mapping

import (
	"encoding/json"
	"maps"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// js is a piece of a JSON Schema.
type js = map[string]any

// JSONSchema describes mappings for editors, as JSON Schema 2020-12: entities, fields and
// relationship types are those of the catalog, so that a wrong name is underlined.
func JSONSchema(cat *catalog.Catalog) ([]byte, error) {
	root := closed(rootKeys, js{
		"sources": listOf(sourceSchema(cat), "Sources that files may cite by their citationKey. One with the citationKey alone is in the graph already."),
	}, "version", "files")
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Mapping of an import"
	root["$defs"] = js{
		"file": closed(fileKeys, nil), "node": nodeSchema(cat), "link": linkSchema(cat), "end": endSchema(cat),
		"value": valueSchema(), "forEach": closed(eachKeys, nil), "case": closed(caseKeys, nil), "transform": transformSchema(),
		"condition": closed(conditionKeys, nil), "requirement": closed(requirementKeys, nil), "constant": constantSchema(),
		"about": js{"anyOf": []any{ref("constant"), ref("value")}},
	}
	return json.MarshalIndent(root, "", "  ")
}

func ref(name string) js { return js{"$ref": "#/$defs/" + name} }

// closed is an object that has no other keys than those that the parser knows. fromCatalog
// describes keys whose values depend on the catalog; a key without any description may hold
// anything.
func closed(known keys, fromCatalog js, required ...string) js {
	properties := js{}
	for _, k := range known {
		properties[k.name] = js{}
		if k.schema != nil {
			properties[k.name] = k.schema
		}
	}
	maps.Copy(properties, fromCatalog)
	out := js{"type": "object", "properties": properties, "additionalProperties": false}
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

func anyText() js { return js{"type": "string"} }

func number(description string) js { return js{"type": "number", "description": description} }

func conditions() js { return listOf(ref("condition"), "A condition, or several that must all hold.") }

// scalar takes a word that YAML reads as a number or a date all the same.
func scalarOf(description string) js {
	return js{"type": []string{"string", "number", "boolean"}, "description": description}
}

func described(s js, description string) js { return js{"allOf": []any{s}, "description": description} }

func sourceSchema(cat *catalog.Catalog) js {
	fields := fieldKeys(cat.Entity(sourceEntity).Fields, func(f *catalog.Field) js { return scalarOf(f.Description) })
	return closed(fields, nil, citationKey)
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
	return closed(fieldKeys(fields, func(f *catalog.Field) js { return described(ref("value"), f.Description+wants(cat, f)) }), nil)
}

// fieldKeys are the fields that a mapping may set.
func fieldKeys(fields []*catalog.Field, describe func(*catalog.Field) js) keys {
	var list keys
	for _, f := range fields {
		if !f.System {
			list = append(list, key{f.Name, describe(f)})
		}
	}
	return list
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
