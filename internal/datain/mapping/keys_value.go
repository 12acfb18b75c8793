package mapping

import "strings"

// originKeys say where a value comes from; an object has exactly one of them.
var originKeys = keys{
	{"column", scalarOf("Reads a column; a.b leads into an object.")},
	{"value", described(ref("constant"), "A constant.")},
	{"entry", text("Reads the entry of forEach: " + strings.Join(entryPartNames(), ", ") + ".")},
	{"template", text("A text with columns in braces, such as {province}{city}.")},
	{"first", js{"type": "array", "items": ref("value"), "minItems": 2, "description": "The first that is not missing."}},
	{"cases", listOf(ref("case"), "The value of the first case that fits.")},
}

// valueKeys are those of a value: where it comes from, and what is done with it.
var valueKeys = originKeys.with(keys{
	{"else", js{"anyOf": []any{ref("constant"), ref("value")}, "description": "The value when no case fits."}},
	{"split", listOf(anyText(), "Parts a text into a list.")},
	{"transform", listOf(ref("transform"), "What is done to the value, in this order.")},
	{"emptyAs", listOf(anyText(), "Texts that count as missing.")},
	{"default", described(ref("constant"), "Stands in for a missing value.")},
	{"onError", oneWord("What a bad value does: reject the row, or be left out.", onErrorWords...)},
	{"required", js{"type": "boolean", "description": "A missing value rejects the row."}},
})

// onErrorWords say what a bad value does.
var onErrorWords = []string{"reject", "omit"}

// eachKeys are those of forEach:.
var eachKeys = valueKeys.with(keys{
	{"kind", oneWord("What the cell holds.", cellWords...)},
	{"pair", text("Stands between key and value of an entry, such as : in 玻璃:2.")},
	{"path", text("Stands between the steps of an entry, such as - in A-B-C; each step is an entry.")},
	{"beside", js{"type": "object", "additionalProperties": ref("value"), "description": "Lists that run along, by the name that entry: reads them by."}},
})

// cellWords say what a cell holds that fans out.
var cellWords = []string{"list", "map"}
