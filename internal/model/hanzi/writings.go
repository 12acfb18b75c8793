package hanzi

import "unicode/utf8"

// Writings are the characters whose simplified form is a character: itself, if it is simplified, and
// its traditional forms.
func Writings(r rune) []rune {
	var list []rune
	if Rune(r) == r {
		list = append(list, r)
	}
	for _, table := range [][2]string{{plain, plainSimplified}, {rare, rareSimplified}, {high, highSimplified}, {highPlain, highPlainSimplified}} {
		values := table[1]
		for _, traditional := range table[0] {
			simplified, n := utf8.DecodeRuneInString(values)
			if values = values[n:]; simplified == r {
				list = append(list, traditional)
			}
		}
	}
	return list
}
