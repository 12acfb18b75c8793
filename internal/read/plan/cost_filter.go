package plan

import "github.com/clustergraph/clustergraph/internal/model/predicate"

// filterCost is that of a condition where it stands once. What the grant adds is not counted:
// equal requests are refused for every reader, or for none.
func filterCost(p predicate.Predicate) (c Cost) {
	switch p := p.(type) {
	case predicate.And:
		return filtersCost(p)
	case predicate.Or:
		return filtersCost(p)
	case predicate.Not:
		return filterCost(p.Of)
	case predicate.Exists:
		return followedCost(p.Node, p.Edge)
	case predicate.Within:
		return Cost{Conditions: 1, Followed: 1, Hops: 1}
	case predicate.Degree:
		return followedCost(p.Node, p.Edge).and(Cost{Conditions: 1, Listed: listed(p.Value)})
	case predicate.Compare:
		return Cost{Conditions: 1, Listed: listed(p.Value)}
	case nil:
		return c
	}
	return Cost{Conditions: 1}
}

func filtersCost(list []predicate.Predicate) (c Cost) {
	for _, p := range list {
		c = c.and(filterCost(p))
	}
	return c
}

func followedCost(node, edge predicate.Predicate) Cost {
	c := filterCost(node).and(filterCost(edge)).and(Cost{Followed: 1})
	c.Hops++
	return c
}

// listed is how many values a comparison takes from a list: they are one parameter.
func listed(value any) int {
	list, _ := value.([]any)
	return len(list)
}

// times is the cost of a filter that stands so often in the statement.
func (c Cost) times(n int) Cost {
	c.Conditions, c.Listed, c.Followed = c.Conditions*n, c.Listed*n, c.Followed*n
	return c
}
