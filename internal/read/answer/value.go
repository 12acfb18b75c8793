package answer

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// value writes a stored value as its GraphQL type.
func (w *writer) value(owner string, f *catalog.Field, v any) bool {
	start := len(w.out)
	switch {
	case v == nil:
	case f.List:
		w.list(owner, f, v)
	default:
		w.scalar(owner, f, v)
	}
	if len(w.out) > start {
		return true
	}
	if !f.NonNull {
		return w.null()
	}
	if v == nil {
		return w.fail(fault.Internal, "Cannot return null for non-nullable field %s.%s.", owner, f.Name)
	}
	return false
}

func (w *writer) list(owner string, f *catalog.Field, v any) {
	items, _ := v.([]any)
	if f.Kind == catalog.Enum && slices.ContainsFunc(items, func(item any) bool { return !w.named(f, item) }) {
		w.fail(fault.Internal, "the stored value of %s.%s is not one of its type", owner, f.Name)
		return
	}
	w.out = append(w.out, '[')
	for i, item := range items {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		s, _ := item.(string)
		w.out = appendString(w.out, s)
	}
	w.out = append(w.out, ']')
}

// named tells that a stored value is one of the field's enumeration.
func (w *writer) named(f *catalog.Field, v any) bool {
	s, ok := v.(string)
	return ok && slices.Contains(w.cat.Enums[f.Enum], s)
}

// scalar writes a value, or records an error and writes nothing where the stored value
// is none of the type.
func (w *writer) scalar(owner string, f *catalog.Field, v any) {
	switch stored := v.(type) {
	case string:
		if text(f.Kind) && (f.Kind != catalog.Enum || w.named(f, stored)) {
			w.out = appendString(w.out, stored)
			return
		}
	case int64:
		if f.Kind == catalog.Float || f.Kind == catalog.Yuan || f.Kind == catalog.Int && stored == int64(int32(stored)) {
			w.out = strconv.AppendInt(w.out, stored, 10)
			return
		}
	case float64:
		if f.Kind == catalog.Float && !math.IsNaN(stored) && !math.IsInf(stored, 0) {
			w.out = appendFloat(w.out, stored)
			return
		}
	case bool:
		if f.Kind == catalog.Boolean {
			w.out = strconv.AppendBool(w.out, stored)
			return
		}
	}
	w.fail(fault.Internal, "the stored value of %s.%s is not one of its type", owner, f.Name)
}

func text(k catalog.Kind) bool {
	switch k {
	case catalog.String, catalog.ID, catalog.Date, catalog.DateTime, catalog.Enum:
		return true
	}
	return false
}

func appendFloat(to []byte, f float64) []byte {
	format := byte('f')
	if size := math.Abs(f); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(to, f, format, -1, 64)
}

const hex = "0123456789abcdef"

// appendString appends s as a JSON string. Most strings need no escapes and are copied whole.
func appendString(to []byte, s string) []byte {
	to = append(to, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				to = append(append(to, s[start:i]...), `\ufffd`...)
				start = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		to = append(to, s[start:i]...)
		switch c {
		case '"', '\\':
			to = append(to, '\\', c)
		case '\n':
			to = append(to, '\\', 'n')
		case '\t':
			to = append(to, '\\', 't')
		default:
			to = append(to, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		start = i
	}
	return append(append(to, s[start:]...), '"')
}
