package introspect

import (
	"context"
	"encoding/json"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// writer writes one root field as JSON. It stops at the first error.
type writer struct {
	ctx    context.Context // of the field; the writer lives as long
	oc     *graphql.OperationContext
	schema *ast.Schema
	// left is what the operation may still write, most what it could at first.
	left *atomic.Int64
	most int64

	out       []byte
	spent     int
	err       error
	collected map[set][]graphql.CollectedField
}

// set is a selection set on a type: its fields are the same for each object.
type set struct {
	first  *ast.Selection
	length int
	on     string
}

func (w *writer) fields(of graphql.CollectedField, on string) []graphql.CollectedField {
	if len(of.Selections) == 0 {
		return nil
	}
	key := set{&of.Selections[0], len(of.Selections), on}
	fields, known := w.collected[key]
	if !known {
		fields = graphql.CollectFields(w.oc, of.Selections, []string{on})
		w.collected[key] = fields
	}
	return fields
}

// object writes what is selected of an object; value writes one of its fields.
func (w *writer) object(of graphql.CollectedField, on string, value func(graphql.CollectedField)) {
	w.spend()
	w.out = append(w.out, '{')
	for i, field := range w.fields(of, on) {
		if w.err != nil {
			return
		}
		if i > 0 {
			w.out = append(w.out, ',')
		}
		w.value(field.Alias)
		w.out = append(w.out, ':')
		if field.Name == "__typename" {
			w.value(on)
			continue
		}
		value(field)
	}
	w.out = append(w.out, '}')
}

// spend takes what was written since the last call from the allowance.
func (w *writer) spend() {
	if w.err == nil {
		w.err = w.ctx.Err()
	}
	written := len(w.out) - w.spent
	w.spent = len(w.out)
	if w.left.Add(-int64(written)) < 0 && w.err == nil {
		w.err = fault.New(fault.QueryTooComplex,
			"The introspection of one request has at most %d bytes. Ask for __schema once, or for fewer fields of its types.", w.most)
	}
}

// list writes n elements.
func (w *writer) list(n int, element func(int)) {
	w.out = append(w.out, '[')
	for i := 0; i < n && w.err == nil; i++ {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		element(i)
	}
	w.out = append(w.out, ']')
}

func (w *writer) null() { w.out = append(w.out, "null"...) }

// value writes a text, a list of texts, a truth value or null.
func (w *writer) value(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		w.err = err
	}
	w.out = append(w.out, b...)
}

func (w *writer) deprecatedToo(field graphql.CollectedField) bool {
	wanted, _ := field.ArgumentMap(w.oc.Variables)["includeDeprecated"].(bool)
	return wanted
}
