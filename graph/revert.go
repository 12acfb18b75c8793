package graph

import (
	"context"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/history/revert"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// revertChange is the custom mutation of this name.
func (r *Resolver) revertChange(ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error) {
	ask := revert.Ask{Change: textArgument(arguments, "change"), Of: textArgument(arguments, "of"), Policy: requestOf(ctx).compiler.Policy()}
	ask.EvenIfChanged, _ = arguments["evenIfChanged"].(bool)
	own, refused, err := revert.Do(ctx, r.cat, work, ask)
	return own, refused, err
}

// reverted answers with the change that a revert is.
func (r *Resolver) reverted(ctx context.Context) (*model.Change, error) {
	own, err := customValue[feed.Entry](ctx, r)
	if err != nil {
		return nil, err
	}
	change := r.changeOf(ctx, own)
	if r.cat.EntityOfID(own.Of) == nil {
		return change, nil
	}
	found, err := r.entities(ctx, []string{own.Of}, "node")
	change.Node = found[own.Of]
	return change, err
}
