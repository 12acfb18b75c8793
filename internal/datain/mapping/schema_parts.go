package mapping

import (
	"maps"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func fileSchema() js {
	format := func(keys ...string) js {
		return closed(keys, js{
			"encoding":  text("utf-8, utf-16 or gb18030; found out when it is left out."),
			"delimiter": text("One character between cells, or tab; found out when it is left out."),
			"sheet":     text("Name of the sheet; the first visible one when it is left out."),
			"headerRow": js{"type": "integer", "minimum": 1, "description": "Row of the column names, counted from 1."},
		})
	}
	properties := withAbout(js{
		"file":    text("Name or pattern of files within the imported directory, such as companies.csv or data/*.csv."),
		"rows":    js{"type": "array", "items": js{"type": "object"}, "description": "Rows that stand in the mapping itself, instead of a file."},
		"title":   text("What reports call the rows of the mapping."),
		"csv":     format("encoding", "delimiter", "headerRow"),
		"xlsx":    format("sheet", "headerRow"),
		"jsonl":   format("encoding"),
		"emptyAs": listOf(js{"type": "string"}, "Texts that count as missing in this file."),
		"when":    described(conditions(), "Rows for which this does not hold are skipped."),
		"require": listOf(ref("requirement"), "Rows for which this does not hold are rejected with the reason."),
		"nodes":   listOf(ref("node"), "Nodes that a row stands for."),
		"links":   listOf(ref("link"), "Relationships that a row stands for."),
	})
	return closed(fileKeys, properties)
}

func withAbout(properties js) js {
	maps.Copy(properties, js{
		"sources":    listOf(js{"anyOf": []any{js{"type": "string"}, ref("value")}}, "citationKeys of the sources the facts come from."),
		"confidence": described(ref("about"), "How sure the facts are, from 0 to 1."),
		"validFrom":  described(ref("about"), "First day on which the facts hold."),
		"validTo":    described(ref("about"), "Last day on which the facts hold."),
	})
	return properties
}

func aboutSchema() js { return js{"anyOf": []any{ref("constant"), ref("value")}} }

func conditions() js { return listOf(ref("condition"), "A condition, or several that must all hold.") }

func partProperties(properties js) js {
	maps.Copy(properties, withAbout(js{
		"when":    described(conditions(), "The part is there only when this holds."),
		"require": listOf(ref("requirement"), "Rejects the row, or the entry, when it does not hold."),
		"protect": listOf(js{"type": "string"}, "A stored value of these that differs rejects the row: the first one wins."),
		"forEach": js{"anyOf": []any{js{"type": "string"}, ref("forEach")}, "description": "Makes the part for each entry of a list or map."},
	}))
	return properties
}

func nodeSchema(cat *catalog.Catalog) js {
	out := closed(nodeKeys, partProperties(js{
		"entity": oneWord("The entity that the node is.", entityNames(cat)...),
		"as":     text("A name by which links of the same row refer to the node."),
		"key":    listOf(js{"type": "string"}, "Fields by which the node is found again; the first that has a value does."),
	}), "entity", "fields")
	var rules []any
	for _, e := range cat.Entities {
		rules = append(rules, byName("entity", e.Name, js{
			"fields": fieldsSchema(cat, e.Fields),
			"key":    listOf(js{"enum": findable(e)}, "Fields by which the node is found again."),
		}))
	}
	out["allOf"] = rules
	return out
}

func linkSchema(cat *catalog.Catalog) js {
	out := closed(linkKeys, partProperties(js{
		"type":    oneWord("The relationship type.", edgeTypes(cat)...),
		"from":    ref("end"),
		"to":      ref("end"),
		"unknown": oneWord("What to do when an end does not exist.", "reject", "skip", "create"),
	}), "type", "from", "to")
	var rules []any
	done := map[string]bool{}
	for _, e := range cat.Edges {
		if !done[e.Type] {
			done[e.Type] = true
			rules = append(rules, byName("type", e.Type, js{
				"type":       js{"description": ends(cat, e.Type)},
				"properties": fieldsSchema(cat, propertiesOf(e)),
			}))
		}
	}
	out["allOf"] = rules
	return out
}

func endSchema(cat *catalog.Catalog) js {
	lookup := closed(lookupKeys, js{
		"entity":  oneWord("The entity to look for.", entityNames(cat)...),
		"value":   described(ref("value"), "The value of the key."),
		"unknown": oneWord("Make the node when it does not exist.", "create"),
	}, "entity", "key", "value")
	var rules []any
	for _, e := range cat.Entities {
		rules = append(rules, byName("entity", e.Name, js{
			"key": js{"enum": append(findable(e), "id")}, "fields": fieldsSchema(cat, e.Fields),
		}))
	}
	lookup["allOf"] = rules
	previous := closed([]string{"previous"}, js{"previous": text("The as: of a node; its node of the entry before is meant.")}, "previous")
	return js{"anyOf": []any{text("The as: of a node."), previous, lookup}}
}
