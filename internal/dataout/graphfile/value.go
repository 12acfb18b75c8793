package graphfile

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// momentMember marks a moment in time, which JSON cannot tell from a text.
const momentMember = "dateTime"

// RecordLine writes all properties of a record, the id first, the others by name.
func RecordLine(properties map[string]any) ([]byte, error) {
	var o object
	o.member("id", properties["id"])
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if name == "id" {
			continue
		}
		v, err := outOfStore(properties[name])
		if err != nil {
			return nil, fmt.Errorf("%s %w", name, err)
		}
		o.member(name, v)
	}
	return o.line()
}

// outOfStore is a stored value so that JSON keeps its type.
func outOfStore(v any) (any, error) {
	switch v := v.(type) {
	case string, int64, bool, []any:
		return v, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("is %v, which JSON cannot write", v)
		}
		text := strconv.FormatFloat(v, 'g', -1, 64)
		if !strings.ContainsAny(text, ".e") {
			text += ".0" // else it would be read as an integer
		}
		return json.RawMessage(text), nil
	case time.Time:
		return map[string]any{momentMember: v.Format(time.RFC3339Nano)}, nil
	}
	return nil, fmt.Errorf("is a %T, which no record of the service holds", v)
}

// intoStore is a value that outOfStore made JSON of, as it is stored.
func intoStore(v any) (any, error) {
	switch v := v.(type) {
	case string, bool:
		return v, nil
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return v.Float64()
		}
		return v.Int64()
	case []any:
		return listIntoStore(v)
	case map[string]any:
		text, _ := v[momentMember].(string)
		at, err := time.Parse(time.RFC3339Nano, text)
		if err != nil || len(v) != 1 {
			return nil, fmt.Errorf("is an object, but not {%q: …} with a moment", momentMember)
		}
		_, offset := at.Zone()
		// Neo4j tells a zone with a name from an offset; ours are offsets.
		return at.In(time.FixedZone("Offset", offset)), nil
	}
	return nil, fmt.Errorf("is %v, which is no value of a record", v)
}

// listIntoStore takes lists of texts, which are the only ones that records hold.
func listIntoStore(list []any) (any, error) {
	for _, item := range list {
		if _, isText := item.(string); !isText {
			return nil, fmt.Errorf("is a list of other things than texts")
		}
	}
	return list, nil
}

// DecodeRecord reads a line that RecordLine wrote.
func DecodeRecord(key []string, object map[string]any) (map[string]any, error) {
	for _, name := range key {
		if text, _ := object[name].(string); text == "" {
			return nil, fault.New(fault.BadUserInput, "a record of the service needs %s, a text", name)
		}
	}
	return stored(object)
}

// stored are properties that outOfStore made JSON of.
func stored(object map[string]any) (map[string]any, error) {
	properties := make(map[string]any, len(object))
	for name, v := range object {
		one, err := intoStore(v)
		if err != nil {
			return nil, fault.New(fault.BadUserInput, "%s %s", name, err)
		}
		properties[name] = one
	}
	return properties, nil
}
