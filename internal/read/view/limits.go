package view

import (
	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
)

// limit is the most of one measure that a request may cost.
type limit struct {
	of   plan.Measure
	most int
	// planned tells that the database bears it when it plans, which it does once for all root
	// fields of one shape.
	planned bool
	// text says how much it is of how much, and where.
	text string
}

func limitsOf(l grant.Limits) []limit {
	return []limit{
		{
			func(c plan.Cost) int { return c.Hops }, l.Hops, false,
			"the request passes through %d entities in a row, at most %d are allowed; ask for the rest of %s by id in a second request",
		},
		{
			func(c plan.Cost) int { return c.Rows }, l.Rows, false,
			"the request could read %d entities, at most %d are allowed; lower first of %s, or of what it is in",
		},
		{
			func(c plan.Cost) int { return c.Joined }, plan.MaxJoined, false,
			"the filters have and, or and not in one another %d deep, at most %d are allowed; join less deep at %s, with one or of several and, or split the request",
		},
		{
			func(c plan.Cost) int { return c.Conditions }, l.Conditions, true,
			"the filters make %d comparisons, counted for each of nodes, totalCount and aggregate, at most %d are allowed; compare with a list (in) instead of one by one at %s, or split the request",
		},
		{
			func(c plan.Cost) int { return c.Listed }, l.Listed, false,
			"the lists of the filters have %d values, at most %d are allowed; split the longest, at %s, over several requests",
		},
		{
			func(c plan.Cost) int { return c.Followed }, l.Followed, true,
			"filters, orders and groups follow %d relationships, counted for each of nodes, totalCount and aggregate, at most %d are allowed; ask for less at once at %s, or split the request",
		},
		{
			func(c plan.Cost) int { return c.Nested }, l.Nested, true,
			"the answer has %d nested pages, related entities and aggregates (three each), at most %d are allowed; ask for a part of %s in a second request",
		},
		{
			func(c plan.Cost) int { return c.Values }, l.Values, true,
			"the answer names %d values, at most %d are allowed; ask for a part of %s in a second request",
		},
	}
}

// refuse tells which limit a request goes beyond.
func refuse(plans *plan.Operation, l grant.Limits) error {
	for _, limit := range limitsOf(l) {
		n := limit.of(plans.Cost)
		if n > limit.most && limit.planned {
			n = limit.of(plans.Planned())
		}
		if n > limit.most {
			return fault.New(fault.QueryTooComplex, limit.text, n, limit.most, plans.Heaviest(limit.of))
		}
	}
	return nil
}
