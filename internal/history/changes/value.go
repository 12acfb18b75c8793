package changes

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

// namedIn are the ids of entities that values of changes name, each once: of sources, of ends,
// of what is known to be another.
func namedIn(cat *catalog.Catalog, entries []feed.Entry) []string {
	var ids []string
	for _, e := range entries {
		for _, v := range e.Values {
			if declared(cat, e.Type, v.Field) {
				continue
			}
			for _, one := range append(textsOf(v.Before), textsOf(v.After)...) {
				if cat.EntityWithID(one) != nil {
					ids = append(ids, one)
				}
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// declared tells that a field is one of the entity's own; only the service's own name ids.
func declared(cat *catalog.Catalog, typeName, field string) bool {
	e := cat.Entity(typeName)
	return e != nil && e.Field(field) != nil
}

// textsOf are the texts in a value: itself, or the elements of a list.
func textsOf(value json.RawMessage) []string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return []string{text}
	}
	var list []string
	_ = json.Unmarshal(value, &list) // numbers and the like name nothing
	return list
}

// withoutHidden is a value without what it names that is hidden, and whether it tells
// anything then.
func withoutHidden(v feed.Value, hidden func(id string) bool) (feed.Value, bool) {
	before, cutBefore := visibleValue(v.Before, hidden)
	after, cutAfter := visibleValue(v.After, hidden)
	v.Before, v.After = before, after
	return v, !cutBefore && !cutAfter || !bytes.Equal(before, after)
}

// visibleValue leaves out what is hidden of what a value names, and tells whether there was
// any; null when nothing is left.
func visibleValue(value json.RawMessage, hidden func(id string) bool) (left json.RawMessage, cut bool) {
	texts := textsOf(value)
	if !slices.ContainsFunc(texts, hidden) {
		return value, false
	}
	if texts = slices.DeleteFunc(texts, hidden); len(texts) == 0 {
		return json.RawMessage("null"), true
	}
	left, err := json.Marshal(texts)
	if err != nil { // texts are always written
		return json.RawMessage("null"), true
	}
	return left, true
}
