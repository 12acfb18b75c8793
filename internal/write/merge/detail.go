package merge

import (
	"bytes"
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// detail is what undoes a merge, kept with it as JSON.
type detail struct {
	Into claim.Snapshot `json:"into"`
	// Moved have the ends that they had before.
	Moved  []ends       `json:"moved,omitempty"`
	Folded []foldDetail `json:"folded,omitempty"`
	// Aside are the ids of relationships that found no slot.
	Aside []string `json:"aside,omitempty"`
	// Ones are the relationships that the node had alone at its end before the merge.
	Ones []oneDetail `json:"ones,omitempty"`
}

// ends is a relationship with its ends.
type ends struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	From string `json:"from"`
	To   string `json:"to"`
}

// foldDetail is a relationship that is gone, and the one that stands for it.
type foldDetail struct {
	Gone string         `json:"gone"`
	Kept ends           `json:"kept"`
	Was  claim.Snapshot `json:"was"`
}

// oneDetail is a relationship that a node had alone at its end.
type oneDetail struct {
	ends
	Properties map[string]any `json:"properties"`
}

func readDetail(stored string) (detail, error) {
	var d detail
	decoder := json.NewDecoder(bytes.NewReader([]byte(stored)))
	decoder.UseNumber()
	if err := decoder.Decode(&d); err != nil {
		return d, fault.Wrap(fault.Internal, err, "what is kept of the merge cannot be read")
	}
	return d, nil
}

// typed brings properties that were kept as JSON back to the types that they are stored in.
func typed(fields []*catalog.Field, kept map[string]any) map[string]any {
	out := make(map[string]any, len(kept))
	for name, v := range kept {
		out[name] = typedValue(catalog.FieldNamed(fields, name), name, v)
	}
	return out
}

func typedValue(f *catalog.Field, name string, v any) any {
	switch v := v.(type) {
	case []any:
		list, _ := property.Texts(v)
		return list
	case json.Number:
		if name == catalog.Confidence || f != nil && f.Kind == catalog.Float {
			n, _ := v.Float64()
			return n
		}
		n, _ := v.Int64()
		return n
	}
	return v
}
