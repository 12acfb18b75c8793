package graph

import (
	"github.com/clustergraph/clustergraph/graph/model"
	"github.com/clustergraph/clustergraph/internal/read/duplicate"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

// matchMethod tells how weights are come by.
const matchMethod = "Fellegi and Sunter, JASA 64:1183, 1969: the sum of log2(m/u) over what agrees and log2((1-m)/(1-u)) over what does not; m and u are declared with the fields"

// duplicatesOf is the answer to a question for pairs that may be the same; they refer to the
// entities.
func duplicatesOf(page duplicate.Page) *model.DuplicateCandidateConnection {
	answer := &model.DuplicateCandidateConnection{
		Edges: []*model.DuplicateCandidateEdge{}, Nodes: []*model.DuplicateCandidate{}, Truncated: page.Truncated, Method: matchMethod,
		PageInfo: model.PageInfo{HasNextPage: page.After, HasPreviousPage: page.Before, EndCursor: present(page.End)},
	}
	for i, c := range page.List {
		node := &model.DuplicateCandidate{
			A: *model.Ref(c.A), B: *model.Ref(c.B), Weight: c.Weight, Band: model.MatchBand(c.Band()), Proven: c.Proven(), Terms: termsOf(c.Comparison),
		}
		answer.Edges = append(answer.Edges, &model.DuplicateCandidateEdge{Cursor: c.Cursor, Node: *node})
		answer.Nodes = append(answer.Nodes, node)
		if i == 0 {
			answer.PageInfo.StartCursor = &answer.Edges[0].Cursor
		}
	}
	return answer
}

func termsOf(c match.Comparison) []*model.MatchTerm {
	terms := make([]*model.MatchTerm, len(c.Terms))
	for i, t := range c.Terms {
		terms[i] = &model.MatchTerm{Field: t.Field, Agreement: model.MatchAgreement(t.Agreement), Weight: t.Weight, M: t.M, U: t.U}
	}
	return terms
}
