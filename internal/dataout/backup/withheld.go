package backup

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// hidden are the ids of what is withheld, of its relationships and its merges: no line of an export
// tells of them.
type hidden map[string]bool

// asideNode is a node that is not public.
type asideNode struct {
	ID    string    `column:"id"`
	Why   alias.Why `column:"why"`
	Into  string    `column:"into"`
	Edges []string  `column:"edges"`
}

// asideState is everything that is not public, and how many ids and keys lead to it.
type asideState struct {
	nodes   []asideNode
	aliases int64
}

func readAside(ctx context.Context, run query.Runner) (asideState, error) {
	nodes, err := query.All[asideNode](ctx, run, query.Statement{
		Text: "MATCH (a:" + catalog.AsideLabel + ") RETURN a.id AS id, a." + catalog.AsideWhy + " AS why, a." + catalog.AsideInto +
			" AS into, COLLECT { MATCH (a)-[r:" + catalog.AsideType + "]-() RETURN r.id } AS edges ORDER BY a.id",
	})
	if err != nil {
		return asideState{}, err
	}
	aliases, err := query.Values[int64](ctx, run, query.Statement{Text: "MATCH (x:" + catalog.AliasLabel + ") RETURN count(x) AS aliases"}, "aliases")
	if err != nil {
		return asideState{}, err
	}
	return asideState{nodes, aliases[0]}, nil
}

// hidden is what is withheld, and what was merged into it.
func (s asideState) hidden() hidden {
	h, into := hidden{}, map[string]string{}
	for _, a := range s.nodes {
		into[a.ID] = a.Into
		if a.Why == alias.Withheld {
			h[a.ID] = true
		}
	}
	for _, a := range s.nodes {
		for next := a.Into; next != ""; next = into[next] {
			if h[next] {
				h[a.ID] = true
			}
		}
		if h[a.ID] {
			for _, edge := range a.Edges {
				h[edge] = true
			}
		}
	}
	return h
}

// unchanged fails when something was put aside, or back, or was erased since.
func (s asideState) unchanged(ctx context.Context, run query.Runner) error {
	now, err := readAside(ctx, run)
	if err != nil {
		return err
	}
	same := slices.EqualFunc(s.nodes, now.nodes, func(a, b asideNode) bool { return a.ID == b.ID && a.Why == b.Why && a.Into == b.Into })
	if !same || s.aliases != now.aliases {
		return fault.New(fault.Conflict, "something was merged, withheld, put back or erased while the graph was exported; export it again")
	}
	return nil
}

// shown is a record of the service without what it tells of what is withheld. A
// change keeps its place in the feed.
func (h hidden) shown(properties map[string]any) map[string]any {
	switch {
	case len(h) == 0:
		return properties
	case h[property.Text(properties["of"])] || h[property.Text(properties["from"])] || h[property.Text(properties["to"])],
		properties["ids"] == nil && h[property.Text(properties["merge"])]:
		return without(properties, "of", "from", "to", "before", "after", "reason", "reverts", "into", "merge", "version", catalog.CreatedIn)
	case properties["ids"] != nil:
		return h.creations(properties)
	case h.mentioned(property.Text(properties[mergeDetail])):
		// Such a merge is listed, but cannot be undone where the export is imported.
		return without(properties, mergeDetail)
	}
	return properties
}

// mergeDetail holds what undoes a merge, ids of relationships and their ends among it.
const mergeDetail = "detail"

func (h hidden) mentioned(text string) bool {
	for id := range h {
		if strings.Contains(text, id) {
			return true
		}
	}
	return false
}

// ids are those that statements must not be of.
func (h hidden) ids() []string { return append([]string{}, slices.Sorted(maps.Keys(h))...) }

// creations takes the ids of what is withheld out of a change that tells of several, without
// moving the others from their places.
func (h hidden) creations(properties map[string]any) map[string]any {
	ids, froms, tos := list(properties["ids"]), list(properties["froms"]), list(properties["tos"])
	left := maps.Clone(properties)
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
		left[name] = shown
	}
	return left
}

func (h hidden) at(places []any, i int) bool { return i < len(places) && h[property.Text(places[i])] }

func without(properties map[string]any, names ...string) map[string]any {
	left := maps.Clone(properties)
	for _, name := range names {
		delete(left, name)
	}
	return left
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}
