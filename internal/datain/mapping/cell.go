package mapping

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/ident"
)

// cell is a value on its way from a row into the graph.
type cell struct {
	// value is nil when it is missing, else string, json.Number, bool, []any or
	// map[string]any.
	value any
	// column is where it was read, text what stood there.
	column, text string
	// reason says why it cannot be used, empty when it can.
	reason string
	// serial is the number as a count of days since 1900, where the table counts otherwise.
	serial string
}

func (c cell) failed(format string, args ...any) cell {
	c.value, c.reason = nil, fmt.Sprintf(format, args...)
	return c
}

func (c cell) problem() Problem { return Problem{Column: c.column, Value: c.text, Reason: c.reason} }

// maxShown bounds what reports repeat of a cell, in characters.
const maxShown = 200

// trimmed is s without the blanks around it, those included that spreadsheets and web
// pages leave behind.
func trimmed(s string) string { return strings.TrimFunc(s, ident.IsSpace) }

// present trims a text and turns an empty one into a missing value.
func present(v any) any {
	s, isText := v.(string)
	if !isText {
		return v
	}
	if s = trimmed(s); s == "" {
		return nil
	}
	return s
}

// textOf writes a value as a text: what stands in a cell, or JSON for lists and objects.
func textOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// shown is the text of a value as reports repeat it.
func shown(v any) string { return fault.Shorten(textOf(v), maxShown) }

// normalName is a column's name as readers of tables give it: compatibility forms are
// plain, and what cannot be seen and the blanks around it are gone.
func normalName(s string) string { return trimmed(nfkc(s)) }
