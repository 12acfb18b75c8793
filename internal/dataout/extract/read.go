package extract

import (
	"context"
	"maps"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/ask"
)

// object is a JSON object of an answer.
type object = map[string]any

// connection is a page of an answer.
type connection struct {
	Nodes    []object `json:"nodes"`
	Edges    []object `json:"edges"`
	PageInfo struct {
		HasNextPage bool   `json:"hasNextPage"`
		EndCursor   string `json:"endCursor"`
	} `json:"pageInfo"`
}

// read passes the rows to take, a page of the answer at a time, until take returns that it
// needs no more. take gets no rows before the first page has come, and none after an error.
func (t *table) read(ctx context.Context, api ask.Func, take func(rows []object) (more bool, err error)) error {
	variables := maps.Clone(t.variables)
	variables["first"] = pageSize
	if t.relation != nil {
		variables["first"], variables["links"] = ownersSize, linksSize
	}
	for {
		var answer struct {
			List connection `json:"list"`
		}
		if err := api.Into(ctx, t.query, variables, &answer); err != nil {
			return err
		}
		more, err := t.page(ctx, api, answer.List.Nodes, take)
		if err != nil || !more || !answer.List.PageInfo.HasNextPage {
			return err
		}
		variables["after"] = answer.List.PageInfo.EndCursor
	}
}

// page gives the rows of a page of the root list.
func (t *table) page(ctx context.Context, api ask.Func, nodes []object, take func([]object) (bool, error)) (more bool, err error) {
	if t.relation == nil {
		return take(nodes)
	}
	more, err = take(nil) // a page of owners may have no relationships
	for _, owner := range nodes {
		if !more || err != nil {
			return more, err
		}
		more, err = t.links(ctx, api, owner, take)
	}
	return more, err
}

// links gives the relationships of one owner, those beyond its first page too.
func (t *table) links(ctx context.Context, api ask.Func, owner object, take func([]object) (bool, error)) (more bool, err error) {
	links, err := linksOf(owner)
	for err == nil {
		more, err = take(t.rows(owner, links.Edges))
		if err != nil || !more || !links.PageInfo.HasNextPage {
			return more, err
		}
		links, err = t.further(ctx, api, owner["id"], links.PageInfo.EndCursor)
	}
	return false, err
}

func (t *table) further(ctx context.Context, api ask.Func, id any, after string) (connection, error) {
	variables := object{"id": id, "links": pageSize, "linkAfter": after}
	for _, name := range []string{"linkWhere", "asOf"} {
		if v, given := t.variables[name]; given {
			variables[name] = v
		}
	}
	var answer struct {
		One *struct {
			Links connection `json:"links"`
		} `json:"one"`
	}
	if err := api.Into(ctx, t.more, variables, &answer); err != nil || answer.One == nil {
		return connection{}, err // an owner that was removed meanwhile has no more
	}
	return answer.One.Links, nil
}

// rows are the edges, each with its two ends under the names that the columns' paths have.
func (t *table) rows(owner object, edges []object) []object {
	for _, edge := range edges {
		edge[nearName(t.entity, t.relation)], edge[t.relation.Name] = owner, edge["node"]
	}
	return edges
}

// linksOf takes the connection out of an owner.
func linksOf(owner object) (c connection, err error) {
	raw, _ := owner["links"].(object)
	delete(owner, "links")
	c.Edges, err = objects(raw["edges"])
	info, _ := raw["pageInfo"].(object)
	c.PageInfo.HasNextPage, _ = info["hasNextPage"].(bool)
	c.PageInfo.EndCursor, _ = info["endCursor"].(string)
	return c, err
}

func objects(v any) ([]object, error) {
	list, isList := v.([]any)
	out := make([]object, len(list))
	for i, item := range list {
		out[i], _ = item.(object)
	}
	if !isList {
		return nil, fault.New(fault.Internal, "the answer to the export's query lacks its rows")
	}
	return out, nil
}
