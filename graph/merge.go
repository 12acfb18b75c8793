package graph

import (
	"context"
	"fmt"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/write/merge"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// merge is the custom mutation of this name, as are those below.
func (r *Resolver) merge(ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error) {
	evidence, _ := arguments["evidence"].(string)
	done, refused, err := merge.Do(ctx, r.cat, work, merge.Request{
		Into: textArgument(arguments, "into"), From: textArgument(arguments, "from"), Evidence: evidence, Sources: textsArgument(arguments, "sources"),
		Policy: requestOf(ctx).compiler.Policy(),
	})
	return done, refused, err
}

func (r *Resolver) unmerge(ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error) {
	done, refused, err := merge.Undo(ctx, r.cat, work, textArgument(arguments, "merge"), sidesArgument(arguments))
	return done, refused, err
}

func (r *Resolver) declareDistinct(ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error) {
	reason, _ := arguments["reason"].(string)
	done, refused, err := merge.Declare(ctx, r.cat, work, textArgument(arguments, "a"), textArgument(arguments, "b"), reason)
	return done, refused, err
}

func (r *Resolver) withdrawDistinct(ctx context.Context, work record.Work, arguments map[string]any) (any, []error, error) {
	done, refused, err := merge.Withdraw(ctx, r.cat, work, textArgument(arguments, "a"), textArgument(arguments, "b"))
	return done, refused, err
}

// sidesArgument reads on which sides edits are to land.
func sidesArgument(arguments map[string]any) []merge.EditSide {
	var sides []merge.EditSide
	for _, item := range listArgument(arguments, "edits") {
		given, _ := item.(map[string]any)
		sides = append(sides, merge.EditSide{
			Change: textArgument(given, "change"), Field: textArgument(given, "field"), Relationship: textArgument(given, "relationship"),
			Side: merge.Side(fmt.Sprint(given["side"])),
		})
	}
	return sides
}

// merged answers with the merge that was done.
func (r *Resolver) merged(ctx context.Context) (*model.Merge, error) {
	done, err := customValue[merge.Merge](ctx, r)
	if err != nil {
		return nil, err
	}
	list, err := r.mergesAt(ctx, []merge.Merge{done}, "")
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// unmerged answers with what came of undoing a merge.
func (r *Resolver) unmerged(ctx context.Context) (*model.Unmerge, error) {
	done, err := customValue[merge.Unmerged](ctx, r)
	if err != nil {
		return nil, err
	}
	list, err := r.mergesAt(ctx, []merge.Merge{done.Merge}, "merge.")
	if err != nil {
		return nil, err
	}
	found, err := r.entities(ctx, []string{done.Into, done.From}, "into", "from")
	if err != nil {
		return nil, err
	}
	answer := &model.Unmerge{Merge: *list[0], Into: found[done.Into], From: found[done.From], Landed: []*model.LandedEdit{}, Left: done.Left}
	if answer.Left == nil {
		answer.Left = []string{}
	}
	for _, l := range done.Landed {
		answer.Landed = append(answer.Landed, &model.LandedEdit{Change: l.Change, Of: l.Of, Field: present(l.Field), Side: model.MergeSide(l.Side)})
	}
	return answer, nil
}

// mergesAt makes the answers for merges with the entities and sources that are selected of
// them at a place of the answer, which is empty or ends with a dot.
func (r *Resolver) mergesAt(ctx context.Context, merges []merge.Merge, places ...string) ([]*model.Merge, error) {
	var ids, sources, nodeAt, sourcesAt []string
	for _, m := range merges {
		ids, sources = append(ids, m.Into), append(sources, m.Sources...)
	}
	for _, place := range places {
		nodeAt, sourcesAt = append(nodeAt, place+"node"), append(sourcesAt, place+"sources")
	}
	nodes, err := r.entities(ctx, ids, nodeAt...)
	if err != nil {
		return nil, err
	}
	cited, err := r.entities(ctx, sources, sourcesAt...)
	if err != nil {
		return nil, err
	}
	list := make([]*model.Merge, len(merges))
	for i, m := range merges {
		list[i] = &model.Merge{
			ID: m.ID, Type: m.Type, Into: m.Into, From: m.From, Node: nodes[m.Into], At: m.At, By: m.By, Evidence: m.Evidence,
			Sources: those(cited, m.Sources), UndoneAt: present(m.UndoneAt), UndoneBy: present(m.UndoneBy),
		}
	}
	return list, nil
}

// distinct answers with what was declared or taken back.
func (r *Resolver) distinct(ctx context.Context) (*model.Distinct, error) {
	d, err := customValue[merge.Distinct](ctx, r)
	if err != nil {
		return nil, err
	}
	return &model.Distinct{
		ID: d.ID, Type: d.Type, A: d.A, B: d.B, Reason: d.Reason, At: d.At, By: d.By, WithdrawnAt: present(d.WithdrawnAt), WithdrawnBy: present(d.WithdrawnBy),
	}, nil
}
