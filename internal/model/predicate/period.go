package predicate

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// HoldsAt is the predicate on a relationship with these properties, nil for none of its own,
// that it may hold at a date: it did not begin after it and did not end before it. Dates are
// intervals: an end in 2022-02 holds on every day of that month, and a relationship of 2021-06
// holds in 2021. An unknown beginning counts as always, an unknown end as still.
func HoldsAt(p *catalog.Properties, on scalar.Date) Predicate {
	from, to := p.Period()
	return And{begunBy(from, on), lastingTo(to, on)}
}

// begunBy looks at the first of the dates that has a value.
func begunBy(dates []*catalog.Field, on scalar.Date) Predicate {
	f := dates[0]
	return Or{Is(f, Lte, on.UpperBound()), otherwise(dates, on, begunBy)}
}

func lastingTo(dates []*catalog.Field, on scalar.Date) Predicate {
	f := dates[0]
	return Or{Is(f, Gte, on.String()), Is(f, In, containing(on)), otherwise(dates, on, lastingTo)}
}

// otherwise is for a relationship that lacks the first date: the next one tells, and where
// there is none, nothing speaks against it.
func otherwise(dates []*catalog.Field, on scalar.Date, next func([]*catalog.Field, scalar.Date) Predicate) Predicate {
	missing := Lacks(dates[0])
	if len(dates) == 1 {
		return missing
	}
	return And{missing, next(dates[1:], on)}
}
