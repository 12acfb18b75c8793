package ingest

import (
	"encoding/json"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// item is a row of our own format, and what is wrong with it.
type item struct {
	node     input.Node
	edge     input.Edge
	problems []input.Problem
}

func (it *item) problem(field, format string, args ...any) {
	it.problems = append(it.problems, input.Problem{Field: field, Reason: fmt.Sprintf(format, args...)})
}

// nodeItem reads a line of nodes/<Entity>.jsonl. When restoring, the service's own records
// about the node come from the export too.
func nodeItem(object map[string]any, restoring bool) item {
	var it item
	row := &it.node
	row.ID = it.text(object, "id")
	row.RecordedAt = it.text(object, "recordedAt")
	row.RecordedBy = it.text(object, catalog.RecordedBy)
	row.Confidence, row.ValidFrom, row.ValidTo, row.Drop = it.validity(object)
	row.Version = it.version(object)
	row.Sources, row.DropSources = it.sources(object)
	row.Claims = it.statements(object)
	row.CreatedIn = it.text(object, catalog.CreatedIn)
	row.Mentioning = mentioning(object, restoring)
	row.Claims, row.CreatedIn, row.Contested = kept(row.Claims, row.CreatedIn, restoring)
	row.Values = object
	row.Restored = restoring
	row.Problems = it.problems
	return it
}

// edgeItem reads a line of relationships/<TYPE>.jsonl.
func edgeItem(object map[string]any, restoring bool) item {
	var it item
	row := &it.edge
	row.ID = it.text(object, "id")
	row.RecordedAt = it.text(object, "recordedAt")
	row.RecordedBy = it.text(object, catalog.RecordedBy)
	row.Confidence, row.ValidFrom, row.ValidTo, row.Drop = it.validity(object)
	row.From = it.end(object, "from")
	row.To = it.end(object, "to")
	row.Sources, row.DropSources = it.sources(object)
	row.Claims = it.statements(object)
	row.CreatedIn = it.text(object, catalog.CreatedIn)
	row.Mentioning = mentioning(object, restoring)
	row.Claims, row.CreatedIn, row.Contested = kept(row.Claims, row.CreatedIn, restoring)
	row.Values = object
	row.Restored = restoring
	row.Problems = it.problems
	return it
}

// kept is what a row keeps of the service's own records. In a graph that holds something
// already, what sources say becomes new records, and who made what is told anew.
func kept(given []input.Claim, createdIn string, restoring bool) (claims []input.Claim, in string, contested []string) {
	if !restoring {
		return given, "", nil
	}
	for _, s := range given {
		contested = append(contested, s.Field)
	}
	return nil, createdIn, contested
}

// mentioning takes out which texts mention somebody erased.
func mentioning(object map[string]any, restoring bool) []string {
	list, _ := property.Texts(object[catalog.Mentioning])
	delete(object, catalog.Mentioning)
	if !restoring {
		return nil
	}
	return list
}

// text takes a text out of the object; null counts as absent.
func (it *item) text(object map[string]any, name string) string {
	v, given := object[name]
	delete(object, name)
	if !given || v == nil {
		return ""
	}
	s, ok := v.(string)
	if !ok || s == "" {
		it.problem(name, "expected a text in quotes, or leave it out")
	}
	return s
}

// validity takes out what the row says of itself; null removes what is stored.
func (it *item) validity(object map[string]any) (confidence *float64, from, to string, drop []string) {
	for _, name := range []string{catalog.Confidence, catalog.ValidFrom, catalog.ValidTo} {
		if v, given := object[name]; given && v == nil {
			drop = append(drop, name)
		}
	}
	return it.confidence(object), it.text(object, catalog.ValidFrom), it.text(object, catalog.ValidTo), drop
}

func (it *item) confidence(object map[string]any) *float64 {
	v, given := object[catalog.Confidence]
	delete(object, catalog.Confidence)
	if !given || v == nil {
		return nil
	}
	number, _ := v.(json.Number)
	f, err := number.Float64()
	if err != nil {
		it.problem(catalog.Confidence, "expected a number from 0 to 1")
		return nil
	}
	return &f
}

func (it *item) version(object map[string]any) int64 {
	v, given := object["version"]
	delete(object, "version")
	if !given || v == nil {
		return 0
	}
	number, _ := v.(json.Number)
	n, err := number.Int64()
	if err != nil || n < 1 {
		it.problem("version", "expected a whole number from 1")
		return 0
	}
	return n
}

func (it *item) end(object map[string]any, name string) input.Ref {
	v, given := object[name]
	delete(object, name)
	if !given || v == nil {
		it.problem(name, "is required: an id, or an entity and its key, such as %s", refExample)
		return input.Ref{}
	}
	return it.ref(name, v)
}

func (it *item) sources(object map[string]any) (refs []input.Ref, drop bool) {
	v, given := object["sources"]
	delete(object, "sources")
	if !given {
		return nil, false
	}
	if v == nil {
		return nil, true
	}
	list, ok := v.([]any)
	if !ok {
		it.problem("sources", "expected a list of ids or keys, such as [%s]", sourceExample)
		return nil, false
	}
	for _, entry := range list {
		refs = append(refs, it.ref("sources", entry))
	}
	return refs, false
}

const (
	refExample    = `{"Company": {"stockCode": "600000"}}`
	sourceExample = `{"Source": {"citationKey": "register-2022"}}`
)

// ref reads an id, or {"Entity": {"key": value}}.
func (it *item) ref(name string, v any) input.Ref {
	if id, ok := v.(string); ok && id != "" {
		return input.Ref{ID: id}
	}
	entity, inner, ok := single(v)
	field, value, ok2 := single(inner)
	if !ok || !ok2 {
		it.problem(name, "expected an id, or an entity with one key, such as %s", refExample)
		return input.Ref{}
	}
	return input.Ref{Entity: entity, Field: field, Value: value}
}

// single returns the only member of an object; false when v is anything else.
func single(v any) (name string, value any, ok bool) {
	object, ok := v.(map[string]any)
	if !ok || len(object) != 1 {
		return "", nil, false
	}
	for name, value = range object {
		return name, value, true
	}
	return "", nil, false
}
