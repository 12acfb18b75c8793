package extract

import (
	"encoding/json"
	"strconv"
	"strings"
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

// flat is a value as one cell: the entries of a list stand behind each other.
func flat(v any) any {
	list, isList := v.([]any)
	if !isList {
		return v
	}
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = text(item)
	}
	return strings.Join(texts, "; ")
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
