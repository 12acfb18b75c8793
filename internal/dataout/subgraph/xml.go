package subgraph

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"io"
	"strconv"
)

// xmlWriter writes elements. Texts are escaped, and what XML cannot hold, such as control
// characters, becomes U+FFFD. The first error stays until flush.
type xmlWriter struct{ w *bufio.Writer }

func newXMLWriter(w io.Writer) xmlWriter {
	x := xmlWriter{bufio.NewWriter(w)}
	x.raw(xml.Header)
	return x
}

func (x xmlWriter) raw(s string) { _, _ = x.w.WriteString(s) }

// open starts an element with attributes, given as names and values.
func (x xmlWriter) open(name string, attributes ...string) {
	x.start(name, attributes)
	x.raw(">")
}

// empty writes an element without content.
func (x xmlWriter) empty(name string, attributes ...string) {
	x.start(name, attributes)
	x.raw("/>\n")
}

func (x xmlWriter) start(name string, attributes []string) {
	x.raw("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		x.raw(" " + attributes[i] + `="`)
		x.text(attributes[i+1])
		x.raw(`"`)
	}
}

func (x xmlWriter) close(name string) { x.raw("</" + name + ">\n") }

func (x xmlWriter) text(s string) { _ = xml.EscapeText(x.w, []byte(s)) }

func (x xmlWriter) flush() error { return x.w.Flush() }

// valueText is a value as text.
func valueText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case []any:
		return listText(v)
	}
	return ""
}
