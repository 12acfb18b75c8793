package record

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// mergeDetail is what undoes a merge, kept with it as JSON.
type mergeDetail struct {
	Into snapshot `json:"into"`
	// Moved have the ends that they had before.
	Moved  []endsOf     `json:"moved,omitempty"`
	Folded []foldDetail `json:"folded,omitempty"`
	// Aside are the ids of relationships that found no place.
	Aside []string `json:"aside,omitempty"`
	// Ones are the relationships that the node had alone at its end before the merge.
	Ones []oneDetail `json:"ones,omitempty"`
}

// snapshot is a thing and what is said of it, before a merge and after.
type snapshot struct {
	Before     map[string]any `json:"before"`
	After      map[string]any `json:"after"`
	SaidBefore []saidRow      `json:"saidBefore,omitempty"`
	SaidAfter  []saidRow      `json:"saidAfter,omitempty"`
}

type endsOf struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	From string `json:"from"`
	To   string `json:"to"`
}

type foldDetail struct {
	Gone string   `json:"gone"`
	Kept endsOf   `json:"kept"`
	Was  snapshot `json:"was"`
}

type oneDetail struct {
	endsOf
	Properties map[string]any `json:"properties"`
}

// saidRow is a stored statement.
type saidRow struct {
	ID         string   `json:"id"`
	Field      string   `json:"field"`
	Value      string   `json:"value"`
	Confidence *float64 `json:"confidence,omitempty"`
	Sources    []string `json:"sources"`
	At         string   `json:"at"`
	By         string   `json:"by"`
	Displayed  bool     `json:"displayed"`
}

// rowsOf are the statements about a thing, ordered by their ids.
func (s *statements) rowsOf(of string) []saidRow {
	var rows []saidRow
	for _, list := range s.byThing[of] {
		for _, st := range list {
			row := saidRow{ID: st.id, Field: st.field, Value: st.value, Sources: slices.Clone(st.sources), At: st.at, By: st.by, Displayed: st.displayed}
			if v, is := st.confidence.(float64); is {
				row.Confidence = &v
			}
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b saidRow) int { return cmp.Compare(a.ID, b.ID) })
	return rows
}

func (r saidRow) statement(of string) *statement {
	st := &statement{id: r.ID, of: of, field: r.Field, value: r.Value, sources: slices.Clone(r.Sources), at: r.At, by: r.By, displayed: r.Displayed}
	if r.Confidence != nil {
		st.confidence = *r.Confidence
	}
	return st
}

func readDetail(stored string) (mergeDetail, error) {
	var d mergeDetail
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
		out[name] = typedValue(fieldNamed(fields, name), name, v)
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

func fieldNamed(fields []*catalog.Field, name string) *catalog.Field {
	if i := slices.IndexFunc(fields, func(f *catalog.Field) bool { return f.Name == name }); i >= 0 {
		return fields[i]
	}
	return nil
}
