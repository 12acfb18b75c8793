package sortkey

import (
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
	"github.com/clustergraph/clustergraph/internal/model/textorder"
)

// maxText is how much of a text that no index bounds counts for its order, in characters.
const maxText = 500

// Of returns what pages ordered by the field are sorted by for a stored value: the key of a
// text, the place of a value of an enumeration among those that are declared, where it stands
// behind them if it is none; nil for nil, and the value itself where it sorts by itself.
func Of(f *catalog.Field, v any) any {
	text, isText := v.(string)
	if !isText || f.SortProperty() == f.Name {
		return v
	}
	switch {
	case f.Kind == catalog.Enum:
		if at := slices.Index(f.Values, text); at >= 0 {
			return int64(at)
		}
		return int64(len(f.Values))
	case f.Pinyin:
		return pinyin.SortKey(text)
	}
	return textorder.Key(beginning(text))
}

func beginning(text string) string {
	n := 0
	for at := range text {
		if n == maxText {
			return text[:at]
		}
		n++
	}
	return text
}

// Definition says how the field's keys are made, so that stored ones can be told from those of
// another program; empty where the field has none.
func Definition(f *catalog.Field) string {
	switch {
	case f.SortProperty() == f.Name:
		return ""
	case f.Kind == catalog.Enum:
		return "enum " + strings.Join(f.Values, " ")
	case f.Pinyin:
		return "pinyin 2"
	}
	return "text 1"
}
