package graph

import (
	"context"

	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/write/match"
	"github.com/clustergraph/clustergraph/internal/write/merge"
)

// matchMethod tells how weights are come by.
const matchMethod = "Fellegi and Sunter, JASA 64:1183, 1969: the sum of log2(m/u) over what agrees and log2((1-m)/(1-u)) over what does not; m and u are declared with the fields"

// duplicates answers with pairs that may be the same; those of which the request may not see
// both are left out.
func (r *Resolver) duplicates(ctx context.Context, ask merge.CandidateAsk) (*model.DuplicateCandidateConnection, error) {
	page, err := merge.NewFinder(r.cat).Find(ctx, requestOf(ctx).reads, ask)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, c := range page.List {
		ids = append(ids, c.A, c.B)
	}
	found, err := r.entities(ctx, ids, "edges.node.a", "edges.node.b", "nodes.a", "nodes.b")
	if err != nil {
		return nil, err
	}
	answer := &model.DuplicateCandidateConnection{
		Edges: []*model.DuplicateCandidateEdge{}, Nodes: []*model.DuplicateCandidate{}, Truncated: page.Truncated, Method: matchMethod,
		PageInfo: model.PageInfo{HasNextPage: page.After, HasPreviousPage: page.Before, EndCursor: present(page.End)},
	}
	for _, c := range page.List {
		a, b := found[c.A], found[c.B]
		if a == nil || b == nil {
			continue
		}
		node := &model.DuplicateCandidate{A: *a, B: *b, Weight: c.Weight, Band: model.MatchBand(c.Band()), Proven: c.Proven(), Terms: termsOf(c.Comparison)}
		cursor := c.Cursor
		if answer.PageInfo.StartCursor == nil {
			answer.PageInfo.StartCursor = &cursor
		}
		answer.Edges = append(answer.Edges, &model.DuplicateCandidateEdge{Cursor: cursor, Node: *node})
		answer.Nodes = append(answer.Nodes, node)
	}
	return answer, nil
}

func termsOf(c match.Comparison) []*model.MatchTerm {
	terms := make([]*model.MatchTerm, len(c.Terms))
	for i, t := range c.Terms {
		terms[i] = &model.MatchTerm{Field: t.Field, Agreement: model.MatchAgreement(t.Agreement), Weight: t.Weight, M: t.M, U: t.U}
	}
	return terms
}
