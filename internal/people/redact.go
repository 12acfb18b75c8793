package people

import (
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/mention"
)

// Erased stands in reports for a text that spoke of somebody who was erased.
const Erased = "(erased)"

// withoutValues returns the names of what a change tells of, without the values. Texts that
// were stored before or after; empty stays empty.
func withoutValues(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	var values map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		return "", fault.Wrap(fault.Internal, err, "a recorded change cannot be read")
	}
	for field := range values {
		values[field] = json.RawMessage("null")
	}
	return written(values)
}

// Redact replaces every text of a JSON document that one of the markers stands in, and tells
// whether there was one.
func Redact(document string, markers []string) (redacted string, changed bool, err error) {
	return RedactAs(document, mention.New(markers).In, Erased)
}

// RedactAs replaces the texts of a JSON document that name somebody by a word. The document is not
// looked through as one text: what JSON escapes may hide a name, such as a line break before it.
func RedactAs(document string, names func(text string) bool, word string) (redacted string, changed bool, err error) {
	var v any
	if err := json.Unmarshal([]byte(document), &v); err != nil {
		return "", false, fault.Wrap(fault.Internal, err, "a stored report cannot be read")
	}
	r := redaction{names: names, word: word}
	if v = r.redact(v); !r.changed {
		return document, false, nil
	}
	redacted, err = written(v)
	return redacted, true, err
}

// redaction replaces texts that name somebody by a word.
type redaction struct {
	names   func(text string) bool
	word    string
	changed bool
}

func (r *redaction) redact(v any) any {
	switch v := v.(type) {
	case string:
		if r.names(v) {
			r.changed = true
			return r.word
		}
	case []any:
		for i := range v {
			v[i] = r.redact(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = r.redact(v[name])
		}
	}
	return v
}

func written(v any) (string, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return "", fault.Wrap(fault.Internal, err, "a stored document cannot be written")
	}
	return string(text), nil
}
