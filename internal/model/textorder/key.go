package textorder

import "strings"

const (
	// mark leads a character that is spelled out: the last below the surrogates.
	mark = '\uD7FF'
	// A spelled character is four digits of six bits each, from digit on.
	digit, bits, digits = ' ', 6, 4
)

// Key returns the text by which s sorts. Compared by bytes, by code points or by the units of
// UTF-16, keys are in the order of the code points of their texts, and one that begins with
// another is that of a text that begins with the other's. Characters up to U+D7FE stay as they
// are; those behind, which UTF-16 orders differently, are spelled with characters below.
//
// Neo4j needs it: what is stored it orders by code points, but compares it with a parameter by
// the units of UTF-16, unless an index does so.
func Key(s string) string {
	first := strings.IndexFunc(s, func(r rune) bool { return r >= mark })
	if first < 0 {
		return s
	}
	var out strings.Builder
	out.WriteString(s[:first])
	for _, r := range s[first:] {
		if r < mark {
			out.WriteRune(r)
			continue
		}
		out.WriteRune(mark)
		for i := digits - 1; i >= 0; i-- {
			out.WriteByte(digit + byte(r>>(bits*i))&(1<<bits-1))
		}
	}
	return out.String()
}
