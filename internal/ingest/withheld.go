package ingest

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/neo"
	"github.com/clustergraph/clustergraph/internal/record"
)

// hidden are the ids of what is withheld, and of its relationships: no line of an export
// tells of them.
type hidden map[string]bool

// readHidden reads what is withheld, and what was merged into it.
func readHidden(ctx context.Context, db *neo.DB) (hidden, error) {
	rows, err := db.Read(ctx, neo.Statement{
		Text:   "MATCH (a:" + catalog.AsideLabel + ") RETURN a.id, a." + catalog.AsideWhy + ", a." + catalog.AsideInto + ", COLLECT { MATCH (a)-[r:" + catalog.AsideType + "]-() RETURN r.id }",
		Params: map[string]any{},
	})
	if err != nil {
		return nil, err
	}
	h, into := hidden{}, map[string]string{}
	for _, row := range rows {
		id := text(row[0])
		into[id] = text(row[2])
		if row[1] == string(record.Withheld) {
			h[id] = true
		}
	}
	for _, row := range rows {
		id := text(row[0])
		for next := into[id]; next != ""; next = into[next] {
			if h[next] {
				h[id] = true
			}
		}
		if h[id] {
			for _, edge := range list(row[3]) {
				h[text(edge)] = true
			}
		}
	}
	return h, nil
}

// told is a record of the service without what it tells of things that are withheld. A
// change keeps its place in the feed.
func (h hidden) told(properties map[string]any) map[string]any {
	switch {
	case len(h) == 0:
		return properties
	case h[text(properties["of"])] || h[text(properties["from"])] || h[text(properties["to"])]:
		return without(properties, "of", "from", "to", "before", "after", "reason", "reverts", "into", "merge", "version", catalog.CreatedIn)
	case properties["ids"] != nil:
		return h.creations(properties)
	}
	return properties
}

// ids are those that statements must not be of.
func (h hidden) ids() []string { return append([]string{}, slices.Sorted(maps.Keys(h))...) }

// creations takes the ids of what is withheld out of a change that tells of several, without
// moving the others from their places.
func (h hidden) creations(properties map[string]any) map[string]any {
	ids, froms, tos := list(properties["ids"]), list(properties["froms"]), list(properties["tos"])
	told := maps.Clone(properties)
	for name, places := range map[string][]any{"ids": ids, "froms": froms, "tos": tos} {
		if places == nil {
			continue
		}
		shown := make([]any, len(places))
		for i, v := range places {
			if shown[i] = v; h.at(ids, i) || h.at(froms, i) || h.at(tos, i) {
				shown[i] = ""
			}
		}
		told[name] = shown
	}
	return told
}

func (h hidden) at(places []any, i int) bool { return i < len(places) && h[text(places[i])] }

func without(properties map[string]any, names ...string) map[string]any {
	left := maps.Clone(properties)
	for _, name := range names {
		delete(left, name)
	}
	return left
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}
