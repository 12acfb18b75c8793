package wellformed

import (
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

const (
	notUTF8  = "it is not valid UTF-8; send it in UTF-8, not in GBK or another encoding of Windows"
	halfPair = `it holds one half of a pair of surrogates (\ud800 to \udfff), which is no character`
)

// Error says what is wrong with a text, and where.
type Error struct {
	Problem string
	// At is the offset of the first byte that is wrong.
	At int64
}

// Error is one sentence.
func (e *Error) Error() string { return fmt.Sprintf("%s (at byte %d)", e.Problem, e.At) }

// Text returns an *Error unless text is UTF-8.
func Text(text string) error {
	if utf8.ValidString(text) {
		return nil
	}
	for at, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[at:]); size == 1 {
				return &Error{Problem: notUTF8, At: int64(at)}
			}
		}
	}
	return nil
}

// JSON returns an *Error unless text is UTF-8 and its escapes are characters.
func JSON(text []byte) error {
	good, problem := scan(text)
	if problem == "" && good < len(text) {
		problem = cutOff(text[good])
	}
	if problem == "" {
		return nil
	}
	return &Error{Problem: problem, At: int64(good)}
}

func cutOff(first byte) string {
	if first == '\\' {
		return halfPair
	}
	return notUTF8
}

// Reader reads JSON, and fails with an *Error at the first text that is not well-formed, for good.
type Reader struct {
	in     io.Reader
	at     int64
	rest   []byte // of a character or an escape that the next bytes go on with
	failed error
}

// NewReader returns a Reader of in.
func NewReader(in io.Reader) *Reader { return &Reader{in: in} }

// Reset makes it read another text from its beginning.
func (r *Reader) Reset(in io.Reader) { r.in, r.at, r.rest, r.failed = in, 0, r.rest[:0], nil }

// Read reads from the text at hand.
func (r *Reader) Read(p []byte) (int, error) {
	if r.failed != nil {
		return 0, r.failed
	}
	n, err := r.in.Read(p)
	text := p[:n]
	if len(r.rest) > 0 {
		text = append(r.rest, text...)
	}
	good, problem := scan(text)
	r.at += int64(good)
	if problem == "" && good < len(text) && errors.Is(err, io.EOF) {
		problem = cutOff(text[good])
	}
	if problem != "" {
		r.failed = &Error{Problem: problem, At: r.at}
		return 0, r.failed
	}
	r.rest = append(r.rest[:0], text[good:]...)
	return n, err
}
