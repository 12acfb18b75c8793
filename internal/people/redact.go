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
	return RedactAs(document, mention.New(append(escaped(markers), markers...)).In, Erased)
}

// RedactAs replaces the texts of a JSON document that name somebody by a word.
func RedactAs(document string, names func(text string) bool, word string) (redacted string, changed bool, err error) {
	if !names(document) {
		return document, false, nil
	}
	var v any
	if err := json.Unmarshal([]byte(document), &v); err != nil {
		return "", false, fault.Wrap(fault.Internal, err, "a stored report cannot be read")
	}
	v = redact(v, names, word)
	redacted, err = written(v)
	return redacted, true, err
}

// escaped are markers as they stand in JSON, where that is another way.
func escaped(markers []string) []string {
	var list []string
	for _, m := range markers {
		if text, err := json.Marshal(m); err == nil {
			list = append(list, string(text[1:len(text)-1]))
		}
	}
	return list
}

func redact(v any, names func(text string) bool, word string) any {
	switch v := v.(type) {
	case string:
		if names(v) {
			return word
		}
	case []any:
		for i := range v {
			v[i] = redact(v[i], names, word)
		}
	case map[string]any:
		for name := range v {
			v[name] = redact(v[name], names, word)
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
