package graphfile

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// object writes one JSON object with its members in the order they are added, so that
// the same graph gives the same bytes.
type object struct {
	buf bytes.Buffer
	err error
}

func (o *object) member(name string, v any) {
	if v == nil {
		return
	}
	sep := byte(',')
	if o.buf.Len() == 0 {
		sep = '{'
	}
	o.buf.WriteByte(sep)
	o.value(name)
	o.buf.WriteByte(':')
	o.value(v)
}

// value writes v without escaping <, > and &: people read these files.
func (o *object) value(v any) {
	e := json.NewEncoder(&o.buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		o.err = errors.Join(o.err, err)
		return
	}
	o.buf.Truncate(o.buf.Len() - 1) // the encoder ends a value with a line break
}

func (o *object) line() ([]byte, error) {
	o.buf.WriteString("}\n")
	return o.buf.Bytes(), o.err
}

// NodeLine is the line of a node, with the properties of the claims about it.
func NodeLine(e *catalog.Entity, properties map[string]any, claims []map[string]any) ([]byte, error) {
	var o object
	for _, name := range []string{"id", "version", "recordedAt", catalog.RecordedBy} {
		o.member(name, properties[name])
	}
	for _, f := range e.Fields {
		if !f.System {
			o.member(f.Name, properties[f.Name])
		}
	}
	o.sources(properties)
	o.claims(claims)
	o.member(catalog.CreatedIn, properties[catalog.CreatedIn])
	o.member(catalog.Mentioning, properties[catalog.Mentioning])
	return o.line()
}

// EdgeLine is the line of a relationship of a kind that declares p, nil for no properties.
func EdgeLine(p *catalog.Properties, from, to string, properties map[string]any, claims []map[string]any) ([]byte, error) {
	var o object
	o.member("from", from)
	o.member("to", to)
	o.member("id", properties["id"])
	o.member("recordedAt", properties["recordedAt"])
	o.member(catalog.RecordedBy, properties[catalog.RecordedBy])
	if p != nil {
		for _, f := range p.Fields {
			o.member(f.Name, properties[f.Name])
		}
	}
	o.sources(properties)
	o.claims(claims)
	o.member(catalog.CreatedIn, properties[catalog.CreatedIn])
	o.member(catalog.Mentioning, properties[catalog.Mentioning])
	return o.line()
}

// sources writes where it is known from, how far it is believed and when it holds.
func (o *object) sources(properties map[string]any) {
	for _, name := range []string{catalog.Confidence, catalog.ValidFrom, catalog.ValidTo} {
		o.member(name, properties[name])
	}
	if list, ok := properties[catalog.SourceIDs].([]any); ok && len(list) > 0 {
		o.member("sources", list)
	}
}

// claims writes what sources give where they disagree. Which value is shown is told by the
// field itself.
func (o *object) claims(stored []map[string]any) {
	var list []any
	for _, c := range stored {
		value, _ := c["value"].(string)
		list = append(list, claim{
			Field: c["field"], Value: json.RawMessage(value), Confidence: c[catalog.Confidence], Sources: c[catalog.SourceIDs],
			RecordedAt: c["recordedAt"], RecordedBy: c[catalog.RecordedBy],
		})
	}
	if len(list) > 0 {
		o.member("statements", list)
	}
}

type claim struct {
	Field      any             `json:"field"`
	Value      json.RawMessage `json:"value"`
	Confidence any             `json:"confidence,omitempty"`
	Sources    any             `json:"sources"`
	RecordedAt any             `json:"recordedAt"`
	RecordedBy any             `json:"recordedBy"`
}
