package id

import "strings"

const (
	// alphabet is Crockford's base 32 in lower case, without i, l, o and u.
	alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
	// valueLength is the number of characters that hold 128 bits.
	valueLength = 26
)

// Prefix returns the type prefix of an id, ok false when s is not an id.
func Prefix(s string) (prefix string, ok bool) {
	prefix, value, found := strings.Cut(s, "_")
	if !found || !isPrefix(prefix) || !isValue(value) {
		return "", false
	}
	return prefix, true
}

// Valid tells whether s is an id with that prefix, in the one form that New gives it.
func Valid(s, prefix string) bool {
	got, ok := Prefix(s)
	return ok && got == prefix
}

func isPrefix(s string) bool {
	for i := range len(s) {
		letter := 'a' <= s[i] && s[i] <= 'z'
		digit := '0' <= s[i] && s[i] <= '9'
		if !letter && (!digit || i == 0) {
			return false
		}
	}
	return s != ""
}

func isValue(s string) bool {
	// 26 characters hold 130 bits; the first two are always 0, so it starts with 0 to 7.
	if len(s) != valueLength || s[0] > '7' {
		return false
	}
	for i := range len(s) {
		if strings.IndexByte(alphabet, s[i]) < 0 {
			return false
		}
	}
	return true
}
