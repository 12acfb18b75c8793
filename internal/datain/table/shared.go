package table

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// texts are the texts that the cells of a workbook share, by number. The first bytes are
// kept in memory, the rest in a temporary file.
type texts struct {
	name   string // of the part; empty when there is none
	ends   []uint32
	memory []byte
	file   *os.File
	out    *bufio.Writer
	size   uint32
}

// load reads the part; it is called once, before get.
func (t *texts) load(a *archive) error {
	if t.name == "" {
		return nil
	}
	p, err := a.open(t.name)
	if err != nil || p == nil {
		return err
	}
	defer p.Close()
	in := newTokens(p)
	for {
		token, err := in.Token()
		switch {
		case errors.Is(err, io.EOF):
			return t.flush()
		case err != nil:
			return damaged(t.name, err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "si" {
			if err := t.read(in); err != nil {
				return damaged(t.name, err)
			}
		}
	}
}

func (t *texts) read(in *tokens) error {
	text, err := richText(in, "si")
	if err != nil {
		return err
	}
	if len(t.ends) >= maxSharedTexts {
		return refuse("the workbook holds more than %d texts; save the sheet as CSV", maxSharedTexts)
	}
	return t.add(text)
}

func (t *texts) add(text string) error {
	t.size += uint32(len(text)) // a workbook is far smaller than 4 GiB
	t.ends = append(t.ends, t.size)
	if t.file == nil && len(t.memory)+len(text) <= sharedInMemory {
		t.memory = append(t.memory, text...)
		return nil
	}
	if t.file == nil {
		f, err := os.CreateTemp("", "clustergraph-texts-")
		if err != nil {
			return noSpace(err)
		}
		t.file, t.out = f, bufio.NewWriterSize(f, 1<<16)
	}
	if _, err := t.out.WriteString(text); err != nil {
		return noSpace(err)
	}
	return nil
}

func (t *texts) flush() error {
	if t.out == nil {
		return nil
	}
	if err := t.out.Flush(); err != nil {
		return noSpace(err)
	}
	t.out = nil
	return nil
}

func noSpace(err error) error {
	return fault.Wrap(fault.Internal, err, "cannot keep the workbook's texts in a temporary file; is the disk full")
}

// get returns a text by its number; false when there is none.
func (t *texts) get(i int) (string, bool, error) {
	if i < 0 || i >= len(t.ends) {
		return "", false, nil
	}
	start, end := uint32(0), t.ends[i]
	if i > 0 {
		start = t.ends[i-1]
	}
	if int(end) <= len(t.memory) {
		return string(t.memory[start:end]), true, nil
	}
	text := make([]byte, end-start)
	if _, err := t.file.ReadAt(text, int64(start)-int64(len(t.memory))); err != nil {
		return "", false, noSpace(err)
	}
	return string(text), true, nil
}

// close removes the temporary file.
func (t *texts) close() error {
	if t.file == nil {
		return nil
	}
	name := t.file.Name()
	err := errors.Join(t.file.Close(), os.Remove(name))
	t.file = nil
	return err
}

// richText reads up to the end of an element and joins its texts; the readings of East
// Asian characters that may stand beside them are none of the text.
func richText(in *tokens, element string) (string, error) {
	var text strings.Builder
	inText, reading := false, false
	for {
		token, err := in.Token()
		if err != nil {
			return "", noEnd(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			inText = e.Name.Local == "t"
			reading = reading || e.Name.Local == "rPh"
		case xml.EndElement:
			inText = false
			reading = reading && e.Name.Local != "rPh"
			if e.Name.Local == element {
				return unescape(text.String()), nil
			}
		case xml.CharData:
			if text.Len()+len(e) > MaxRecord {
				return "", refuse("the workbook holds a text of more than %d bytes", MaxRecord)
			}
			if inText && !reading {
				text.Write(e)
			}
		}
	}
}

// noEnd makes an early end an error that is not taken for the end of the rows.
func noEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// lineEnds makes line breaks inside a cell those of CSV files.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// unescape replaces _x000D_ and the like by the character: Excel writes so what XML cannot hold.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	text = escaped.ReplaceAllStringFunc(text, func(s string) string {
		code, _ := strconv.ParseUint(s[2:6], 16, 32)
		return string(rune(code))
	})
	return lineEnds.Replace(text)
}
