package graph

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/read/answer"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/write/aside"
)

// visible tells which of the things, each a list of the ids of entities that must be seen
// with it, the request may see: nothing that is withheld, and what the scope lets it see.
func (r *Resolver) visible(ctx context.Context, things [][]string) (func(i int) bool, error) {
	return r.visibleBeside(ctx, things, make([][]string, len(things)))
}

// visibleBeside is visible where each thing has others beside it: they must not be withheld
// either, but may be out of the scope.
func (r *Resolver) visibleBeside(ctx context.Context, things, others [][]string) (func(i int) bool, error) {
	withheld, err := r.withheld(ctx, slices.Concat(slices.Concat(things...), slices.Concat(others...)))
	if err != nil {
		return nil, err
	}
	within, err := r.inScope(ctx, things)
	return func(i int) bool {
		return within(i) && !slices.ContainsFunc(things[i], withheld) && !slices.ContainsFunc(others[i], withheld)
	}, err
}

// visibleChanges tells which changes the request may see.
func (r *Resolver) visibleChanges(ctx context.Context, changes []feed.Entry) (func(i int) bool, error) {
	others, err := feed.Others(ctx, r.db, changes)
	if err != nil {
		return nil, err
	}
	things := make([][]string, len(changes))
	for i, c := range changes {
		things[i] = about(c.Of, c.From, c.To)
	}
	return r.visibleBeside(ctx, things, others)
}

// visibleItems is visibleChanges for those of a page.
func (r *Resolver) visibleItems(ctx context.Context, items []feed.Item) (func(i int) bool, error) {
	changes := make([]feed.Entry, len(items))
	for i, item := range items {
		changes[i] = item.Entry
	}
	return r.visibleChanges(ctx, changes)
}

// withheld tells which of the ids are those of what is withheld.
func (r *Resolver) withheld(ctx context.Context, ids []string) (func(id string) bool, error) {
	slices.Sort(ids)
	leads, err := aside.Redirects(ctx, r.db, slices.Compact(ids))
	// In a graph that was restored, what had been withheld has no id.
	return func(id string) bool { return id == "" || leads[id].Why == aside.Withheld }, err
}

// inScope tells which of the things the scope lets the request see. Without a scope it may
// see all, also what is gone; with one only what is there and within the scope, since nothing
// else is known of what is gone.
func (r *Resolver) inScope(ctx context.Context, things [][]string) (func(i int) bool, error) {
	request := requestOf(ctx)
	ids := slices.Concat(things...)
	if request.scope == nil || len(ids) == 0 {
		return func(int) bool { return true }, nil
	}
	root, err := request.compiler.Entities(plan.Place{}, ids, nil, request.scope)
	if err != nil {
		return nil, err
	}
	rows, err := request.read(ctx, root)
	if err != nil {
		return nil, err
	}
	seen, _ := answer.Objects(r.cat, root.Nodes, rows[0], nil)
	return func(i int) bool {
		return !slices.ContainsFunc(things[i], func(id string) bool { return seen[id] == nil })
	}, nil
}

// about are the entities that a thing is, or leads from and to.
func about(of, from, to string) []string {
	if from == "" {
		return []string{of}
	}
	return []string{from, to}
}

// seenOnly takes out the changes of what the request may not see.
func (r *Resolver) seenOnly(ctx context.Context, items []feed.Item) ([]feed.Item, error) {
	visible, err := r.visibleItems(ctx, items)
	if err != nil {
		return nil, err
	}
	var seen []feed.Item
	for i, item := range items {
		if visible(i) {
			seen = append(seen, item)
		}
	}
	return seen, nil
}
