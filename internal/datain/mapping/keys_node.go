package mapping

// partKeys are what nodes and links have in common.
var partKeys = keys{
	{"when", described(conditions(), "The part is there only when this holds.")},
	{"require", listOf(ref("requirement"), "Rejects the row, or the entry, when it does not hold.")},
	{"protect", listOf(anyText(), "A stored value of these that differs rejects the row: the first one wins.")},
	{"forEach", js{"anyOf": []any{anyText(), ref("forEach")}, "description": "Makes the part for each entry of a list or map."}},
}.with(aboutKeys)

var nodeKeys = keys{
	{"entity", nil},
	{"as", text("A name by which links of the same row refer to the node.")},
	{"id", described(ref("value"), "The id of ours by which the node is found, as exported tables carry it; rows without one are found by key.")},
	{"key", listOf(anyText(), "Fields by which the node is found again; the first that has a value does.")},
	{"fields", nil},
}.with(partKeys)

var linkKeys = keys{
	{"type", nil},
	{"from", ref("end")},
	{"to", ref("end")},
	{"id", described(ref("value"), "The id of ours by which the relationship is found, as exported tables carry it.")},
	{"remove", described(conditions(), "Where this holds the relationship is removed.")},
	{"properties", nil},
	{"unknown", oneWord("What to do when an end does not exist.", unknownWords...)},
}.with(partKeys)

// unknownWords say what to do when an end of a link does not exist.
var unknownWords = []string{"reject", "skip", createWord}

// createWord is the only one of them within a lookup.
const createWord = "create"

// lookupKeys are those of an end that is looked up.
var lookupKeys = keys{
	{"entity", nil},
	{"key", nil},
	{"value", described(ref("value"), "The value of the key.")},
	{"unknown", oneWord("Make the node when it does not exist.", createWord)},
	{"fields", nil},
}

// previousKeys are those of an end that is the node of the entry before.
var previousKeys = keys{{"previous", text("The as: of a node; its node of the entry before is meant.")}}
