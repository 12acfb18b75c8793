package predicate

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// Dated compares a date with another as intervals, on their stored text: a date lies before
// another when it sorts before it and does not contain it, and after it when it sorts
// behind every date that the other contains. The form is the same for every precision.
func Dated(f *catalog.Field, op Op, on scalar.Date) Predicate {
	text := on.String()
	within := Is(f, In, containing(on))
	switch op {
	case Ne:
		return Negate(Is(f, Eq, text))
	case Lt:
		return And{Is(f, Lt, text), Negate(within)}
	case Gte:
		// The first bound follows from the rest; it lets an index seek.
		return And{Is(f, Gte, coarsest(on)), Or{Is(f, Gte, text), within}}
	case Gt, Lte:
		return Is(f, op, on.UpperBound())
	}
	return Is(f, op, text)
}

// containing are the coarser dates that hold d, as a list for the database.
func containing(d scalar.Date) []any {
	list := []any{}
	for _, p := range d.Prefixes() {
		list = append(list, p)
	}
	return list
}

// coarsest is the year of the date: it sorts before all that the date's year contains.
func coarsest(d scalar.Date) string { return d.String()[:4] }
