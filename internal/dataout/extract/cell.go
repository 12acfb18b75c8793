package extract

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// value is what a row has in a column: nil, a text, a json.Number, a bool, or a list of texts.
func (c Column) value(row object) any {
	var v any = row
	for _, step := range c.path {
		o, _ := v.(object)
		v = o[step]
	}
	if c.cited {
		return citedNames(v)
	}
	return v
}

// called is a value in the words of the schema: those of an enumeration in its terms.
func (c Column) called(cat *catalog.Catalog, v any) any {
	if c.enum == "" {
		return v
	}
	switch v := v.(type) {
	case string:
		return cat.EnumTerm(c.enum, v)
	case []any:
		words := make([]any, len(v))
		for i, item := range v {
			words[i] = c.called(cat, item)
		}
		return words
	}
	return v
}

// citedNames are the names in a page of sources.
func citedNames(v any) any {
	page, _ := v.(object)
	nodes, _ := page["nodes"].([]any)
	if len(nodes) == 0 {
		return nil
	}
	names := make([]any, len(nodes))
	for i, node := range nodes {
		source, _ := node.(object)
		names[i] = source["name"]
	}
	info, _ := page["pageInfo"].(object)
	if more, _ := info["hasNextPage"].(bool); more {
		names = append(names, "…")
	}
	return names
}

// flat is a value as one cell: the entries of a list stand behind each other, those in quotation
// marks that would else be taken for several.
func flat(v any) any {
	list, isList := v.([]any)
	if !isList {
		return v
	}
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = entry(text(item))
	}
	return strings.Join(texts, "; ")
}

// entry is an entry of a list as it stands in a cell.
func entry(s string) string {
	if !strings.ContainsAny(s, ";\"") && strings.TrimSpace(s) == s {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// text is a cell of CSV.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}
