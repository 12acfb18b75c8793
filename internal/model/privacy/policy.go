package privacy

import (
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
)

// Policy is what one request may see. The zero value hides.
type Policy struct {
	// ShowSensitive shows sensitive values as they are.
	ShowSensitive bool
}

// Masks tells that values of the field are masked, and that nothing may be found by them.
func (p Policy) Masks(f *catalog.Field) bool {
	return f != nil && f.Sensitive && !p.ShowSensitive
}

// Shown is what may be seen of a stored value of the field.
func (p Policy) Shown(f *catalog.Field, v any) any {
	if !p.Masks(f) {
		return v
	}
	return Mask(f, v)
}

// ShownJSON is what may be seen of a stored value that is written as JSON. What is no text
// is hidden whole.
func (p Policy) ShownJSON(f *catalog.Field, v json.RawMessage) json.RawMessage {
	if !p.Masks(f) {
		return v
	}
	var stored any
	if err := json.Unmarshal(v, &stored); err != nil {
		stored = ""
	}
	text, err := json.Marshal(Mask(f, stored))
	if err != nil { // a text is always written
		return nil
	}
	return text
}

// Mask is what everybody may see of a sensitive value: by the rules of the field's format,
// else only that there is one; nil for none.
func Mask(f *catalog.Field, v any) any {
	if v == nil {
		return nil
	}
	text, isText := v.(string)
	format, known := ident.Lookup(f.Format)
	if !isText || !known {
		return ident.Masked
	}
	return format.Mask(text)
}

// Masked tells that a value given for a sensitive field is what Mask makes of one: it came out
// of an answer or a table of ours, and would take the place of the value that it hides.
func Masked(f *catalog.Field, v any) bool {
	text, isText := v.(string)
	if !f.Sensitive || !isText {
		return false
	}
	if format, known := ident.Lookup(f.Format); known {
		return format.Masked(text)
	}
	return ident.IsMasked(text)
}
