package mapping

import (
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

const checksIdentifier = "normalises and checks an identifier"

// transforms are all transforms, those that need no options first.
var transforms = []transform{
	{name: "trim", does: "removes blanks around it", takes: textKind, gives: textKind, plain: textStep(trimmed)},
	{name: "nfkc", does: "full-width forms become plain", takes: textKind, gives: textKind, plain: textStep(nfkc)},
	{name: "upper", does: "letters become capitals", takes: textKind, gives: textKind, plain: textStep(strings.ToUpper)},
	{name: "lower", does: "letters become small", takes: textKind, gives: textKind, plain: textStep(strings.ToLower)},
	{
		name: "date", does: "keeps the precision; drops a time of day", takes: textKind, gives: dateKind, plain: dateStep(""),
		options: &options{read: (*parser).dateOptions, schema: closed(dateKeys, nil)},
	},
	{name: "number", does: "exact decimals", takes: textKind, gives: numberKind, plain: numberStep(false)},
	{name: "integer", does: "exact decimals", takes: textKind, gives: numberKind, plain: numberStep(true)},
	{
		name: "amount", does: "whole yuan", takes: textKind, gives: numberKind, plain: amountStep("", false),
		options: &options{read: (*parser).amountOptions, schema: js{"description": "The unit of numbers without one, such as 万元; round lets fractions of a yuan go."}},
	},
	{
		name: "percent", does: "per cent, 0 to 100", takes: textKind, gives: numberKind, plain: percentStep(false),
		options: &options{read: (*parser).percentOptions, schema: js{"const": "fraction", "description": "Numbers without % are parts of 1."}},
	},
	{name: "boolean", does: "yes or no", takes: textKind, gives: booleanKind, plain: booleanStep},
	{name: "uscc", does: checksIdentifier, takes: textKind, gives: textKind, plain: identStep(ident.USCC)},
	{name: "stockCode", does: checksIdentifier, takes: textKind, gives: textKind, plain: identStep(ident.AShare)},
	{name: "orcid", does: checksIdentifier, takes: textKind, gives: textKind, plain: identStep(ident.ORCID)},
	{name: "patent", does: checksIdentifier, takes: textKind, gives: textKind, plain: identStep(ident.CNPatent)},
	{name: "regionCode", does: checksIdentifier, takes: textKind, gives: textKind, plain: identStep(ident.GBT2260)},
	{name: "industryCode", does: checksIdentifier, takes: textKind, gives: textKind, plain: identStep(ident.GBT4754)},
	{name: "json", does: "reads JSON that stands in a cell", takes: cellKind, gives: anyKind, plain: jsonStep},
	{
		name: "regex", does: "keeps what the group finds, else the whole", takes: textKind, gives: textKind,
		options: &options{(*parser).regexOptions, `{regex: '(\d+)'}`, js{"description": "A regular expression of RE2, or pattern and group."}},
	},
	{
		name: "replace", does: "puts another text in the place of a text or pattern", takes: textKind, gives: textKind,
		options: &options{(*parser).replaceOptions, `{replace: {text: "-", with: ""}}`, closed(replaceKeys, nil)},
	},
	{
		name: "enum", does: "translates; null is missing", takes: textKind, gives: anyKind,
		options: &options{(*parser).enumOptions, "{enum: {男: MALE}}", js{"type": "object", "description": "What stands in the file: what it becomes."}},
	},
	{
		name: "split", does: "parts a text into a list", takes: textKind, gives: listKind,
		options: &options{(*parser).splitOptions, `{split: ","}`, listOf(js{"type": "string"}, "Parts a text into a list.")},
	},
	{
		name: "join", does: "a list becomes a text", takes: listKind, gives: textKind,
		options: &options{(*parser).joinOptions, `{join: "、"}`, text("Joins a list into a text.")},
	},
	{
		name: "pad", does: "zeros that a spreadsheet took away", takes: textKind, gives: textKind,
		options: &options{(*parser).padOptions, "{pad: 6}", js{"type": "integer", "description": "Puts zeros before a number up to this width."}},
	},
	{
		name: "emptyAs", does: "these count as missing", takes: textKind, gives: textKind,
		options: &options{(*parser).emptyOptions, `{emptyAs: ["-", 无]}`, listOf(js{"type": "string"}, "Texts that count as missing.")},
	},
}
