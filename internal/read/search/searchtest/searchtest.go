// Package searchtest holds texts for tests of search. It imports the standard library only.
package searchtest

import "strings"

// Hostile are texts that would be syntax, or too much, were they taken as they are.
func Hostile() []string {
	return []string{
		`+ - && || ! ( ) { } [ ] ^ " ~ * ? : \ /`, "AND", "OR", "NOT", "AND OR NOT", "a AND", `"`, `\`, "a\x00b", "\x00", "(((((", "name:x", "*:*", "[a TO b]", "/.*/", "a~2", "a^9",
		"张家港 AND 望舒", "（）", "“张家港”", "C++", "a/b", "the", "of the and", "永钢 yg", "\u202e港", "👍", "𠀀𠀁", "ｶﾞ", "한국", "ไทย", "é", "\xff\xfe", "½", "①", "ß", "İ",
		strings.Repeat("a ", 100), strings.Repeat("张a", 100), strings.Repeat("张", 200), strings.Repeat("9", 200), strings.Repeat("\u0301", 50), "a" + strings.Repeat("\u0301", 50),
	}
}
