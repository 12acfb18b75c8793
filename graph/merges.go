package graph

import (
	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/history/changes"
	"github.com/clustergraph/clustergraph/internal/write/merge"
)

// mergesOf is the answer to a question for merges; they refer to what stands for both, and to
// the sources of the evidence.
func mergesOf(page changes.MergePage) *model.MergeConnection {
	c := &model.MergeConnection{
		Edges: []*model.MergeEdge{}, Nodes: []*model.Merge{},
		PageInfo: model.PageInfo{HasNextPage: page.After, HasPreviousPage: page.Before, EndCursor: present(page.End)},
	}
	for i, m := range page.Merges {
		merge := mergeOf(m)
		c.Edges = append(c.Edges, &model.MergeEdge{Cursor: changes.MergeCursor(m), Node: *merge})
		c.Nodes = append(c.Nodes, merge)
		if i == 0 {
			c.PageInfo.StartCursor = &c.Edges[0].Cursor
		}
	}
	return c
}

func mergeOf(m merge.Merge) *model.Merge {
	return &model.Merge{
		ID: m.ID, Type: m.Type, Into: m.Into, From: m.From, Node: model.Ref(m.Into), At: m.At, By: m.By, Evidence: m.Evidence,
		Sources: model.Refs(m.Sources), UndoneAt: present(m.UndoneAt), UndoneBy: present(m.UndoneBy),
	}
}

// unmergeOf is the answer to the undoing of a merge.
func unmergeOf(done merge.Unmerged) *model.Unmerge {
	answer := &model.Unmerge{
		Merge: *mergeOf(done.Merge), Into: model.Ref(done.Into), From: model.Ref(done.From), Landed: []*model.LandedEdit{}, Left: append([]string{}, done.Left...),
	}
	for _, l := range done.Landed {
		answer.Landed = append(answer.Landed, &model.LandedEdit{Change: l.Change, Of: l.Of, Field: present(l.Field), Side: model.MergeSide(l.Side)})
	}
	return answer
}

func distinctOf(d merge.Distinct) *model.Distinct {
	return &model.Distinct{
		ID: d.ID, Type: d.Type, A: d.A, B: d.B, Reason: d.Reason, At: d.At, By: d.By, WithdrawnAt: present(d.WithdrawnAt), WithdrawnBy: present(d.WithdrawnBy),
	}
}
