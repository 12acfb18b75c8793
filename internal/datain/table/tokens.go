package table

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
)

// tokens reads XML token by token, as it stands: names are not resolved and tags are not
// matched. Tokens and nesting are bounded. A document type, where entities are declared
// that expand without end, is refused; no Excel file has one.
type tokens struct {
	in    *meter
	dec   *xml.Decoder
	depth int
}

func newTokens(r io.Reader) *tokens {
	in := &meter{r: bufio.NewReaderSize(r, 1<<16)}
	return &tokens{in: in, dec: xml.NewDecoder(in)}
}

// Token returns the next token, valid until the one after it; io.EOF at the end.
func (t *tokens) Token() (xml.Token, error) {
	t.in.n = 0
	token, err := t.dec.RawToken()
	if err != nil {
		if errors.Is(err, errLongToken) {
			return nil, refuse("the workbook holds a text of more than %d bytes", MaxRecord)
		}
		return nil, err
	}
	switch token.(type) {
	case xml.Directive:
		return nil, refuse("the workbook holds a document type declaration, as attacks do; save it again with Excel or LibreOffice")
	case xml.StartElement:
		t.depth++
	case xml.EndElement:
		t.depth = max(0, t.depth-1)
	}
	if t.depth > maxDepth {
		return nil, refuse("the workbook's XML is nested more than %d deep; save it again with Excel or LibreOffice", maxDepth)
	}
	return token, nil
}

// meter counts the bytes of a token.
type meter struct {
	r *bufio.Reader
	n int
}

var errLongToken = errors.New("token too long")

func (m *meter) ReadByte() (byte, error) {
	if m.n++; m.n > MaxRecord {
		return 0, errLongToken
	}
	return m.r.ReadByte()
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p[:min(len(p), 1)])
	m.n += n
	return n, err
}

// attribute returns the value of an attribute, whatever its prefix.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
