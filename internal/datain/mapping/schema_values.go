package mapping

import "maps"

func constantSchema() js {
	one := js{"type": []string{"string", "number", "boolean"}}
	return js{"anyOf": []any{one, js{"type": "array", "items": one}}}
}

func valueProperties() js {
	return js{
		"column":    scalarOf("Reads a column; a.b leads into an object."),
		"value":     described(ref("constant"), "A constant."),
		"entry":     text("Reads the entry of forEach: value, key, index, path, previous, previousPath, first, last."),
		"template":  text("A text with columns in braces, such as {province}{city}."),
		"first":     js{"type": "array", "items": ref("value"), "minItems": 2, "description": "The first that is not missing."},
		"cases":     listOf(ref("case"), "The value of the first case that fits."),
		"else":      js{"anyOf": []any{ref("constant"), ref("value")}, "description": "The value when no case fits."},
		"split":     listOf(js{"type": "string"}, "Parts a text into a list."),
		"transform": listOf(ref("transform"), "What is done to the value, in this order."),
		"emptyAs":   listOf(js{"type": "string"}, "Texts that count as missing."),
		"default":   described(ref("constant"), "Stands in for a missing value."),
		"onError":   oneWord("What a bad value does: reject the row, or be left out.", "reject", "omit"),
		"required":  js{"type": "boolean", "description": "A missing value rejects the row."},
	}
}

func valueSchema() js {
	return js{"anyOf": []any{text("The name of a column."), closed(valueKeys, valueProperties())}}
}

func eachSchema() js {
	properties := valueProperties()
	maps.Copy(properties, js{
		"kind":   oneWord("What the cell holds.", "list", "map"),
		"pair":   text("Stands between key and value of an entry, such as : in 玻璃:2."),
		"path":   text("Stands between the steps of an entry, such as - in A-B-C; each step is an entry."),
		"beside": js{"type": "object", "additionalProperties": ref("value"), "description": "Lists that run along, by the name that entry: reads them by."},
	})
	return closed(eachKeys, properties)
}

func checkProperties() js {
	number := func(description string) js { return js{"type": "number", "description": description} }
	return js{
		"equals":     described(ref("constant"), "Is this, or one of these."),
		"in":         described(ref("constant"), "Is one of these."),
		"matches":    text("Matches a regular expression of RE2; ^ and $ stand for the ends."),
		"contains":   described(ref("constant"), "Contains this, or one of these."),
		"startsWith": described(ref("constant"), "Starts with this, or one of these."),
		"endsWith":   described(ref("constant"), "Ends with this, or one of these."),
		"empty":      js{"type": "boolean", "description": "Is missing, or is not."},
		"above":      number("Is more than this."), "atLeast": number("Is this or more."),
		"below": number("Is less than this."), "atMost": number("Is this or less."),
	}
}

func caseSchema() js {
	properties := checkProperties()
	values := valueProperties()
	for _, key := range []string{"column", "value", "entry", "template"} {
		properties[key] = values[key]
	}
	properties["when"] = conditions()
	return closed(caseKeys, properties)
}

func conditionProperties() js {
	properties := checkProperties()
	values := valueProperties()
	for _, key := range []string{"column", "entry", "transform"} {
		properties[key] = values[key]
	}
	properties["all"] = described(conditions(), "All of these hold.")
	properties["any"] = described(conditions(), "One of these holds.")
	properties["not"] = described(conditions(), "This does not hold.")
	return properties
}

func conditionSchema() js { return closed(conditionKeys, conditionProperties()) }

func requirementSchema() js {
	properties := conditionProperties()
	properties["reason"] = text("What the reject file says.")
	return closed(append([]string{"reason"}, conditionKeys...), properties)
}

func transformSchema() js {
	options := closed(objectNames, js{
		"date":    closed([]string{"order"}, js{"order": oneWord("How to read 03/05/2021.", "dmy", "mdy")}),
		"amount":  js{"description": "The unit of numbers without one, such as 万元; round lets fractions of a yuan go."},
		"percent": js{"const": "fraction", "description": "Numbers without % are parts of 1."},
		"regex":   js{"description": "A regular expression of RE2, or pattern and group."},
		"replace": closed([]string{"text", "pattern", "with"}, js{}),
		"enum":    js{"type": "object", "description": "What stands in the file: what it becomes."},
		"split":   listOf(js{"type": "string"}, "Parts a text into a list."),
		"join":    text("Joins a list into a text."),
		"pad":     js{"type": "integer", "description": "Puts zeros before a number up to this width."},
		"emptyAs": listOf(js{"type": "string"}, "Texts that count as missing."),
	})
	options["minProperties"], options["maxProperties"] = 1, 1
	return js{"anyOf": []any{js{"enum": simpleNames}, options}}
}
