package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// maxLine bounds a line, in bytes, so that memory does not depend on the file.
const maxLine = 1 << 20

// lines reads a file line by line. It keeps one line in memory at most.
type lines struct {
	r      *bufio.Reader
	number int
}

func newLines(r io.Reader) *lines { return &lines{r: bufio.NewReaderSize(r, maxLine)} }

// next returns the next line that is not blank, without its end, and its number from 1.
// The bytes are valid until the next call. tooLong tells that the line was skipped
// because it exceeds maxLine. The error is io.EOF after the last line.
func (l *lines) next() (line []byte, number int, tooLong bool, err error) {
	for {
		line, err = l.r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			l.number++
			return nil, l.number, true, l.skip()
		}
		if err != nil && (!errors.Is(err, io.EOF) || len(line) == 0) {
			return nil, l.number, false, err
		}
		l.number++
		if l.number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return line, l.number, false, nil
		}
	}
}

// skip reads on to the end of the line.
func (l *lines) skip() error {
	for {
		_, err := l.r.ReadSlice('\n')
		switch {
		case err == nil, errors.Is(err, io.EOF):
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}
