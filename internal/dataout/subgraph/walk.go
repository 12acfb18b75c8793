package subgraph

import (
	"context"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/ask"
)

// Read reads the part of the graph that a request describes: the entities within its depth,
// and all relationships between them. The error is NOT_FOUND when a start is not there.
func Read(ctx context.Context, api ask.Func, cat *catalog.Catalog, req Request) (*Graph, error) {
	req, err := req.check(cat)
	if err != nil {
		return nil, err
	}
	w := &walk{api: api, cat: cat, req: req, building: newBuilding(req.Limit), nodes: map[string]*Node{}}
	if err := w.start(ctx); err != nil {
		return nil, err
	}
	outer := req.IDs
	for range req.Depth {
		first := len(w.order)
		if err := w.expand(ctx, outer, false); err != nil {
			return nil, err
		}
		outer = slices.Clone(w.order[first:])
	}
	// The relationships between the outermost have not been seen yet; where the limit was
	// reached, some of the others' have not either.
	if w.truncated {
		outer = w.order
	}
	if err := w.expand(ctx, outer, true); err != nil {
		return nil, err
	}
	return w.finish(ctx)
}

// walk is the reading of one subgraph.
type walk struct {
	*building
	api   ask.Func
	cat   *catalog.Catalog
	req   Request
	nodes map[string]*Node
}

// expand follows the relationships of entities; inside, only those between them.
func (w *walk) expand(ctx context.Context, ids []string, inside bool) error {
	var rest []further
	for _, e := range w.cat.Entities {
		ofType := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return w.cat.EntityOfID(id) != e })
		relations := w.relations(e, inside)
		if len(relations) == 0 {
			continue
		}
		query, links := linkQuery(e, relations, inside, w.req.AsOf != "")
		for some := range slices.Chunk(ofType, batch) {
			more, err := w.links(ctx, query, links, some, inside)
			if err != nil {
				return err
			}
			rest = append(rest, more...)
		}
	}
	// What has many neighbours comes last, so that it does not crowd out those of the others.
	for _, f := range rest {
		if err := w.follow(ctx, f, inside); err != nil {
			return err
		}
	}
	return nil
}

// relations are those of an entity to follow. Inside, one direction shows all.
func (w *walk) relations(e *catalog.Entity, inside bool) []*catalog.Relation {
	return slices.DeleteFunc(slices.Clone(e.Relations), func(r *catalog.Relation) bool {
		return !w.req.follows(r) || inside && !r.Out
	})
}

// further is a page of relationships that has not been read yet.
type further struct {
	link
	id, after string
}

// links reads the first relationships of some entities, and returns where there are more.
func (w *walk) links(ctx context.Context, query string, links []link, ids []string, inside bool) ([]further, error) {
	answer, err := w.fetch(ctx, query, ids, map[string]any{"first": linkPage}, inside)
	if err != nil {
		return nil, err
	}
	var rest []further
	for _, node := range answer {
		id, _ := node["id"].(string)
		for _, l := range links {
			page, isObject := node[l.alias].(object)
			if !isObject {
				continue
			}
			if !l.Many {
				w.toOne(l, id, page, inside)
				continue
			}
			if after := w.page(l, id, page); after != "" {
				rest = append(rest, further{l, id, after})
			}
		}
	}
	return rest, nil
}

// follow reads the further relationships of one entity. When nothing more can be taken in,
// it leaves the rest.
func (w *walk) follow(ctx context.Context, f further, inside bool) error {
	query := moreQuery(f.link, inside, w.req.AsOf != "")
	for f.after != "" {
		if w.full() && !inside || len(w.edges) == w.edgeLimit {
			w.truncated = true
			return nil
		}
		answer, err := w.fetch(ctx, query, []string{f.id}, map[string]any{"more": morePage, "after": f.after}, inside)
		if err != nil {
			return err
		}
		f.after = ""
		for _, node := range answer {
			page, _ := node[f.alias].(object)
			f.after = w.page(f.link, f.id, page)
		}
	}
	return nil
}

// fetch runs a query for entities; nil stands for one that is gone by now.
func (w *walk) fetch(ctx context.Context, query string, ids []string, variables map[string]any, inside bool) ([]object, error) {
	variables["ids"] = ids
	if inside {
		variables["among"] = w.order
	}
	if strings.Contains(query, "$asOf") {
		variables["asOf"] = w.req.AsOf
	}
	var answer struct {
		Nodes []object `json:"nodes"`
	}
	err := w.api.Into(ctx, query, variables, &answer)
	return answer.Nodes, err
}

// page takes in a page of relationships, and returns the cursor of the next, if there is one.
func (w *walk) page(l link, id string, page object) (after string) {
	edges, _ := page["edges"].([]any)
	for _, item := range edges {
		edge, _ := item.(object)
		node, _ := edge["node"].(object)
		other, _ := node["id"].(string)
		w.take(l.Relation, id, other, edge)
	}
	info, _ := page["pageInfo"].(object)
	if more, _ := info["hasNextPage"].(bool); more {
		after, _ = info["endCursor"].(string)
	}
	return after
}

// toOne takes in the one relationship of a field; page is the far end.
func (w *walk) toOne(l link, id string, page object, inside bool) {
	other, _ := page["id"].(string)
	if inside && !w.known[other] {
		return
	}
	back, _ := page["back"].(object)
	edges, _ := back["edges"].([]any)
	for _, item := range edges {
		edge, _ := item.(object)
		node, _ := edge["node"].(object)
		if node["id"] == id {
			w.take(l.Relation, id, other, edge)
		}
	}
}

// take adds a relationship of an entity, and the entity at its other end.
func (w *walk) take(r *catalog.Relation, id, other string, edge object) {
	if !w.add(other) && !w.known[other] {
		return
	}
	e := &Edge{Type: r.Type, From: id, To: other}
	if !r.Out {
		e.From, e.To = other, id
	}
	e.ID, _ = edge["relationship"].(string)
	if r.Properties != nil {
		e.Values = valuesOf(r.Properties.Fields, edge)
	}
	w.join(e)
}
