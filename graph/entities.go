package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// entities reads the entities with these ids for the answer of the root field at hand,
// each as it is selected at the places that fields names: "edges.node", "nodes". A place
// takes one statement, and none where nothing is selected. An id that leads to nothing
// the request may see is absent; where nothing is selected every id is there.
func (r *Resolver) entities(ctx context.Context, ids []string, fields ...string) (map[string]*model.Value, error) {
	request := requestOf(ctx)
	values := make(map[string]*model.Value, len(ids))
	if len(ids) == 0 {
		return values, nil
	}
	selected := false
	for _, place := range request.plans.Places(graphql.GetFieldContext(ctx).Field.Alias) {
		if !slices.Contains(fields, place.Fields) {
			continue
		}
		root, err := request.compiler.Entities(place, ids, graphql.GetOperationContext(ctx).Variables, request.scope)
		if err != nil {
			return nil, err
		}
		rows, err := request.read(ctx, root)
		if err != nil {
			return nil, err
		}
		objects, errs := answer.Objects(r.cat, root.Nodes, rows[0], pathTo(ctx, place))
		addErrors(ctx, errs)
		add(values, objects, place.Keys, !selected)
		selected = true
	}
	if !selected {
		for _, id := range ids {
			values[id] = &model.Value{}
		}
	}
	return values, nil
}

// add takes in what was read for one place. An entity must be there for every place: one
// that was removed between two statements counts as gone.
func add(values map[string]*model.Value, objects map[string][]byte, keys string, first bool) {
	for id, json := range objects {
		if first {
			values[id] = &model.Value{Places: map[string][]byte{}}
		}
		if v := values[id]; v != nil {
			v.Places[keys] = json
		}
	}
	for id, v := range values {
		if v.Places[keys] == nil {
			delete(values, id)
		}
	}
}

// pathTo is the path to a place, without the numbers of list elements.
func pathTo(ctx context.Context, place plan.Place) ast.Path {
	path := graphql.GetPath(ctx)
	for key := range strings.SplitSeq(place.Keys, ".") {
		path = append(path, ast.PathName(key))
	}
	return path
}
