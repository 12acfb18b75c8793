package search

import "strings"

// The length of pinyin in which a mistake is looked for: in less, nearly everything is one mistake
// away.
const leastMisspelt, mostMisspelt = 5, 40

// withMistake is the search for names that the text reads with one mistake; false where it is no
// pinyin, or too short or long.
func (q search) withMistake() (search, bool) {
	n := len(q.whole.text)
	if n < leastMisspelt || n > mostMisspelt || strings.Trim(q.whole.text, "abcdefghijklmnopqrstuvwxyz") != "" {
		return q, false
	}
	q.misspelt = true
	return q, true
}

// misspeltClauses ask for pinyin that one mistake makes of what was typed: another letter, one
// too few, one too many, or two in the wrong order. The first letter is taken to be right.
func (q search) misspeltClauses(b *clauses) {
	s := q.typed().text
	var all set
	for i := 1; i < len(s); i++ {
		all.add(s[:i] + "?" + s[i+1:])
		all.add(s[:i] + "?" + s[i:])
		all.add(s[:i] + s[i+1:])
		if i+1 < len(s) {
			all.add(s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:])
		}
	}
	for _, pattern := range all.list {
		b.add("tokens:"+string(byte(fullMark))+pattern+"*", 0)
	}
}

// misspells tells whether s is the beginning of text but for one mistake behind the first letter.
func misspells(s, text string) bool {
	i := 0
	for i < len(s) && i < len(text) && s[i] == text[i] {
		i++
	}
	if i == 0 || i == len(s) || i == len(text) {
		return i == len(s) && i > 0 || i == len(text) && len(s) == i+1
	}
	rest, of := s[i:], text[i:]
	return strings.HasPrefix(of[1:], rest[1:]) || strings.HasPrefix(of[1:], rest) || strings.HasPrefix(of, rest[1:]) ||
		len(rest) > 1 && len(of) > 1 && rest[0] == of[1] && rest[1] == of[0] && strings.HasPrefix(of[2:], rest[2:])
}
