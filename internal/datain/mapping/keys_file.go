package mapping

// rootKeys are those of a mapping as a whole.
var rootKeys = keys{
	{"version", js{"const": 1, "description": "The version of the language."}},
	{"emptyAs", listOf(anyText(), "Texts that count as missing in every file, such as - and 无.")},
	{"timeZone", text("Where the day of a moment such as 2022-02-10T16:00:00Z is looked up; Asia/Shanghai when left out.")},
	{"sources", nil},
	{"files", listOf(ref("file"), "What the rows of each file mean, in the order in which they are read.")},
}

// fileKeys are those of an entry of files:.
var fileKeys = keys{
	{"file", text("Name or pattern of files within the imported directory, such as companies.csv or data/*.csv.")},
	{"rows", js{"type": "array", "items": js{"type": "object"}, "description": "Rows that stand in the mapping itself, instead of a file."}},
	{"title", text("What reports call the rows of the mapping.")},
}.with(formatKeys()).with(keys{
	{"emptyAs", listOf(anyText(), "Texts that count as missing in this file.")},
	{"fillDown", listOf(text("The name of a column."), "Columns in which an empty or merged cell has the value of the row above.")},
	{"totals", oneWord("What to do with lines of totals, remarks and repeated heads between the rows.", totalsWords...)},
	{"when", described(conditions(), "Rows for which this does not hold are skipped.")},
	{"require", listOf(ref("requirement"), "Rows for which this does not hold are rejected with the reason.")},
	{"nodes", listOf(ref("node"), "Nodes that a row stands for.")},
	{"links", listOf(ref("link"), "Relationships that a row stands for.")},
}).with(aboutKeys)

// totalsWords say what to do with lines that look like no rows; they are read by default.
var totalsWords = []string{"read", "skip"}

// aboutKeys are the provenance of files, nodes and links.
var aboutKeys = keys{
	{"sources", listOf(js{"anyOf": []any{anyText(), ref("value")}}, "citationKeys of the sources the facts come from.")},
	{"confidence", described(ref("about"), "How sure the facts are, from 0 to 1.")},
	{"validFrom", described(ref("about"), "First day on which the facts hold.")},
	{"validTo", described(ref("about"), "Last day on which the facts hold.")},
}
