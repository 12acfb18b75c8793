package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// decode reads one JSON object. It refuses text that is not well-formed, and an object that has a name twice,
// of which the standard decoder silently takes the last.
func decode(line []byte) (map[string]any, error) {
	if err := wellformed.JSON(line); err != nil {
		return nil, fmt.Errorf("the line cannot be read: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return nil, fmt.Errorf("the line is no JSON object%s", because(err))
	}
	object := map[string]any{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("the line is no JSON object%s", because(err))
		}
		name, _ := token.(string)
		if _, twice := object[name]; twice {
			return nil, fmt.Errorf("the line has %q twice", name)
		}
		var value any
		if err := d.Decode(&value); err != nil {
			return nil, fmt.Errorf("the line is no JSON object: the value of %q%s", name, because(err))
		}
		object[name] = value
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("the line is no JSON object%s", because(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("the line goes on after its JSON object; write one object a line")
	}
	return object, nil
}

func because(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return ": it ends too early"
	}
	return ": " + err.Error()
}
