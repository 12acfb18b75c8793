package view

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// Visible tells which elements the reader may see, each a list of the ids of entities that
// must be seen with it: nothing that is withheld, and what the scope lets it see.
func (v *View) Visible(ctx context.Context, elements [][]string) (func(i int) bool, error) {
	return v.VisibleBeside(ctx, elements, make([][]string, len(elements)))
}

// VisibleBeside is Visible where each element has others beside it: they must not be withheld
// either, but may be out of the scope.
func (v *View) VisibleBeside(ctx context.Context, elements, others [][]string) (func(i int) bool, error) {
	withheld, err := v.withheld(ctx, slices.Concat(slices.Concat(elements...), slices.Concat(others...)))
	if err != nil {
		return nil, err
	}
	within, err := v.InScope(ctx, elements)
	return func(i int) bool {
		return within(i) && !slices.ContainsFunc(elements[i], withheld) && !slices.ContainsFunc(others[i], withheld)
	}, err
}

// InScope tells which of the elements the scope lets the reader see. Without a scope it may
// see all, also what is gone; with one only what is there and within the scope, since nothing
// else is known of what is gone.
func (v *View) InScope(ctx context.Context, elements [][]string) (func(i int) bool, error) {
	ids := slices.Concat(elements...)
	if len(v.grant.Scope) == 0 || len(ids) == 0 {
		return func(int) bool { return true }, nil
	}
	seen, err := v.Seen(ctx, ids)
	return func(i int) bool {
		return !slices.ContainsFunc(elements[i], func(id string) bool { return !seen[id] })
	}, err
}

// Seen are those of the entities with these ids that are there and that the reader may see.
func (v *View) Seen(ctx context.Context, ids []string) (map[string]bool, error) {
	root, err := v.compiler.Entities(Place{}, ids, nil)
	if err != nil {
		return nil, err
	}
	return v.found(ctx, root)
}

// found are the ids of the entities that a plan finds.
func (v *View) found(ctx context.Context, root *plan.Root) (map[string]bool, error) {
	objects, _, err := v.objectsOf(ctx, root, nil)
	found := make(map[string]bool, len(objects))
	for id := range objects {
		found[id] = true
	}
	return found, err
}
