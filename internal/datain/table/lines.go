package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// line is one line of a text file with its end; text is valid until the next is read.
type line struct {
	text   []byte
	number int
	// problem says why the line cannot be used; text is its beginning then.
	problem string
}

// lines reads a text line by line. It keeps one line in memory at most.
type lines struct {
	r      *bufio.Reader
	enc    encoding
	number int
}

func newLines(r io.Reader, enc encoding) *lines { return newLinesOf(r, enc, MaxRecord) }

// newLinesOf reads lines of at most so many bytes.
func newLinesOf(r io.Reader, enc encoding, most int) *lines {
	return &lines{r: bufio.NewReaderSize(r, most), enc: enc}
}

// next returns the next line, blank ones included. The error is io.EOF after the last.
func (l *lines) next() (line, error) {
	text, err := l.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		l.number++
		return l.tooLong(text)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return line{}, fault.Wrap(fault.BadUserInput, err, "reading failed after line %d", l.number)
	}
	if len(text) == 0 {
		return line{}, io.EOF
	}
	l.number++
	if l.number == 1 {
		text = bytes.TrimPrefix(text, []byte(wellformed.ByteOrderMark))
	}
	return line{text: text, number: l.number, problem: l.problem(text)}, nil
}

// problem tells what is wrong with the characters of a line.
func (l *lines) problem(text []byte) string {
	switch {
	case !utf8.Valid(text), l.enc.decoder != nil && bytes.ContainsRune(text, utf8.RuneError):
		return fmt.Sprintf("the line is not valid %s; convert the file to UTF-8%s", l.enc.name, l.enc.hint)
	case bytes.IndexByte(text, 0) >= 0:
		return "the line holds a NUL byte; save the file again as UTF-8 text"
	}
	return ""
}

// tooLong passes over the rest of the line.
func (l *lines) tooLong(text []byte) (line, error) {
	found := line{text: []byte(fault.Fit(string(text[:excerptBytes+1]), excerptBytes)), number: l.number}
	found.problem = fmt.Sprintf("the line is longer than %d bytes", l.r.Size())
	for {
		_, err := l.r.ReadSlice('\n')
		switch {
		case err == nil, errors.Is(err, io.EOF):
			return found, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return line{}, fault.Wrap(fault.BadUserInput, err, "reading failed in line %d", l.number)
		}
	}
}

// withoutEnd takes the line's end off: LF, CRLF, or the lone CR at the end of a file.
func withoutEnd(text []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
}

// excerpt is the beginning of a text as it can be shown.
func excerpt(text []byte) string {
	if len(text) <= excerptBytes {
		return string(bytes.ToValidUTF8(bytes.TrimRight(text, "\r\n"), []byte("\ufffd")))
	}
	return strings.ToValidUTF8(fault.Fit(string(text[:excerptBytes+1]), excerptBytes), "\ufffd") + "…"
}
