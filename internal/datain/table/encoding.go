package table

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	textencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// prefixBytes is how much of a file is looked at to guess its encoding.
const prefixBytes = 1 << 18

// encoding is how bytes stand for characters.
type encoding struct {
	name string
	// decoder is nil for UTF-8, which needs none.
	decoder textencoding.Encoding
	// hint is added to the problem of a line that is not valid.
	hint string
}

var (
	utf8Encoding = encoding{name: "UTF-8"}
	gb18030      = encoding{name: "GB 18030", decoder: simplifiedchinese.GB18030}
	utf16        = encoding{name: "UTF-16", decoder: unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}
	utf16le      = encoding{name: "UTF-16", decoder: unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}
	utf16be      = encoding{name: "UTF-16", decoder: unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}
)

// encodingByName finds an encoding by one of the names that people write.
func encodingByName(name string) (encoding, error) {
	switch strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(name), "-", ""), "_", "") {
	case "utf8":
		return utf8Encoding, nil
	case "gb18030", "gbk", "gb2312", "cp936":
		return gb18030, nil
	case "utf16":
		return utf16, nil
	case "utf16le":
		return utf16le, nil
	case "utf16be":
		return utf16be, nil
	}
	return encoding{}, refuse("unknown encoding %q; known are utf-8, gb18030, gbk, gb2312, utf-16, utf-16le and utf-16be", name)
}

// decoded returns the file's text as UTF-8. A wanted encoding is taken as it is; without
// one it is guessed from the beginning of the file. Text in no known encoding is read as
// UTF-8 when the format must be UTF-8, so that each bad line is reported.
func decoded(in io.Reader, wanted string, mustBeUTF8 bool) (io.Reader, encoding, []string, error) {
	r := bufio.NewReaderSize(in, prefixBytes)
	prefix, err := r.Peek(prefixBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, encoding{}, nil, refuse("reading failed: %s", err)
	}
	if err := notText(prefix); err != nil {
		return nil, encoding{}, nil, err
	}
	enc, err := encodingOf(prefix, len(prefix) < prefixBytes, wanted)
	if err != nil && wanted == "" && mustBeUTF8 {
		return r, utf8Encoding, nil, nil
	}
	if err != nil {
		return nil, encoding{}, nil, err
	}
	if enc.decoder == nil {
		return r, enc, nil, nil
	}
	var notes []string
	if wanted == "" {
		notes = []string{fmt.Sprintf("the file is read as %s", enc.name)}
	}
	return enc.decoder.NewDecoder().Reader(r), enc, notes, nil
}

func encodingOf(prefix []byte, whole bool, wanted string) (encoding, error) {
	if wanted != "" {
		return encodingByName(wanted)
	}
	return guessEncoding(prefix, whole)
}
