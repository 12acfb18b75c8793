package table

import (
	"bytes"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/wellformed"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// notText refuses what is certainly another kind of file, by its first bytes.
func notText(prefix []byte) error {
	for _, known := range []struct{ magic, advice string }{
		{"PK\x03\x04", "it is an Excel workbook or a zip archive, not text; name a workbook .xlsx, unpack an archive"},
		{"\xd0\xcf\x11\xe0", "it is an old Excel or Office file, not text; open it and save it as .xlsx"},
		{"\x1f\x8b", "it is compressed; unpack it first"},
		{"%PDF", "it is a PDF, not a table"},
		{"\xff\xfe\x00\x00", "it is UTF-32; save it as UTF-8"},
		{"\x00\x00\xfe\xff", "it is UTF-32; save it as UTF-8"},
	} {
		if bytes.HasPrefix(prefix, []byte(known.magic)) {
			return refuse("%s", known.advice)
		}
	}
	return nil
}

// guessEncoding takes the beginning of a file, which may end inside a character unless it
// is the whole, for UTF-8, UTF-16 with a mark, or GB 18030.
func guessEncoding(prefix []byte, whole bool) (encoding, error) {
	switch {
	case bytes.HasPrefix(prefix, []byte("\xff\xfe")), bytes.HasPrefix(prefix, []byte("\xfe\xff")):
		return utf16, nil
	case bytes.HasPrefix(prefix, []byte(wellformed.ByteOrderMark)):
		return utf8Encoding, nil
	}
	valid, invalid := countUTF8(prefix, whole)
	switch {
	case invalid == 0 && valid == 0:
		// Only ASCII so far: the rest of the file may still be either.
		enc := utf8Encoding
		enc.hint = ", or give its encoding, such as gb18030"
		return enc, nilIfText(prefix)
	case invalid == 0:
		return utf8Encoding, nilIfText(prefix)
	case valid >= 3*invalid:
		// Text in another encoding hardly ever looks like that: some lines are damaged.
		return utf8Encoding, nil
	case isGB18030(prefix, whole):
		return gb18030, nil
	}
	return encoding{}, refuse("its text is neither UTF-8 nor GB 18030; save it as UTF-8 (in Excel: CSV UTF-8), or give its encoding")
}

// nilIfText refuses UTF-16 without a mark, whose ASCII characters each hold a NUL byte.
// A NUL here and there is the problem of its line.
func nilIfText(prefix []byte) error {
	if nuls := bytes.Count(prefix, []byte{0}); nuls > 1 && nuls*10 > len(prefix)*3 {
		return refuse("it looks like UTF-16 without a byte order mark; save it as UTF-8, or give its encoding: utf-16le or utf-16be")
	}
	return nil
}

// countUTF8 counts the valid characters beyond ASCII and the bytes that are part of none.
func countUTF8(text []byte, whole bool) (valid, invalid int) {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && size == 1 && !whole && !utf8.FullRune(text):
			return valid, invalid
		case r == utf8.RuneError && size == 1:
			invalid++
		case size > 1:
			valid++
		}
		text = text[size:]
	}
	return valid, invalid
}

// isGB18030 tells that text decodes as GB 18030 and reads like Chinese: most of its
// two-byte characters are among the common ones of GB 2312 (rows 1–55: marks, and the
// 3,755 characters of level 1). Western and Japanese encodings and Big5 often decode too, but to rare
// characters.
func isGB18030(text []byte, whole bool) bool {
	if !whole {
		text = text[:len(text)-tail(text)]
	}
	plain, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
	if err != nil || bytes.ContainsRune(plain, utf8.RuneError) {
		return false
	}
	common, rare := 0, 0
	for i := 0; i < len(text); i++ {
		first := text[i]
		if first < 0x80 || i+1 == len(text) {
			continue
		}
		i++
		switch second := text[i]; {
		case second >= '0' && second <= '9': // a character of four bytes
			i += 2
			rare++
		case second >= 0xa1 && (first >= 0xb0 && first <= 0xd7 || first >= 0xa1 && first <= 0xa3):
			common++
		default:
			rare++
		}
	}
	return common >= 3*rare
}

// tail is the number of bytes after the last line of text, where a character may be cut off.
func tail(text []byte) int { return len(text) - 1 - bytes.LastIndexByte(text, '\n') }
