package mapping

import "strings"

// entriesOf parts a text at a separator. An entry in quotation marks may hold the separator, and
// marks that are doubled, as exported lists write it.
func entriesOf(s, separator string) []string {
	if !strings.Contains(s, `"`) {
		return strings.Split(s, separator)
	}
	var entries []string
	for {
		entry, rest, more := nextEntry(s, separator)
		entries = append(entries, entry)
		if !more {
			return entries
		}
		s = rest
	}
}

func nextEntry(s, separator string) (entry, rest string, more bool) {
	if text, after, closed := quotedEntry(strings.TrimLeft(s, " ")); closed {
		after = strings.TrimLeft(after, " ")
		if after == "" {
			return text, "", false
		}
		if rest, found := strings.CutPrefix(after, separator); found {
			return text, rest, true
		}
	}
	return strings.Cut(s, separator)
}

// quotedEntry reads a text in quotation marks at the beginning of s.
func quotedEntry(s string) (text, after string, closed bool) {
	inner, quoted := strings.CutPrefix(s, `"`)
	if !quoted {
		return "", s, false
	}
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(inner, `"`)
		if !found {
			return "", s, false
		}
		out.WriteString(before)
		if inner, found = strings.CutPrefix(rest, `"`); !found {
			return out.String(), rest, true
		}
		out.WriteByte('"')
	}
}
