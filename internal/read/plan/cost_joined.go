package plan

import "github.com/clustergraph/clustergraph/internal/model/predicate"

// MaxJoined bounds how deep and, or and not may stand in one another. What a database takes to
// read a statement doubles with every second one: 20 take it a second, 40 more than a minute,
// however few the comparisons.
const MaxJoined = 20

// joinedCost is how deep the conditions of a page are joined.
func joinedCost(conditions ...predicate.Predicate) (c Cost) {
	for _, p := range conditions {
		c.Joined = max(c.Joined, joined(p, false))
	}
	return c
}

// joined is the greatest number of connectives around a condition. An and that is in no other is
// written as a list of conditions, and counts for nothing.
func joined(p predicate.Predicate, inside bool) int {
	switch p := p.(type) {
	case predicate.And:
		n := deepest(p, inside)
		if inside {
			n++
		}
		return n
	case predicate.Or:
		return 1 + deepest(p, true)
	case predicate.Not:
		return 1 + joined(p.Of, true)
	case predicate.Exists:
		return max(joined(p.Node, false), joined(p.Edge, false))
	case predicate.Degree:
		return max(joined(p.Node, false), joined(p.Edge, false))
	}
	return 0
}

func deepest(list []predicate.Predicate, inside bool) (n int) {
	for _, p := range list {
		n = max(n, joined(p, inside))
	}
	return n
}
