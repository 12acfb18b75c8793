package predicate_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// dates are of every precision, each beside what contains it, what it contains and what is
// just before and just behind it.
var dates = []string{
	"2020", "2020-12", "2020-12-31",
	"2021", "2021-01", "2021-01-01", "2021-01-31", "2021-02", "2021-02-01", "2021-12", "2021-12-31",
	"2022", "2022-01", "2022-01-01",
}

func parsed(t *testing.T, s string) scalar.Date {
	t.Helper()
	d, err := scalar.ParseDate(s)
	require.NoError(t, err)
	return d
}

// Comparisons of stored texts say what comparisons of intervals say.
func TestDated(t *testing.T) {
	on := &catalog.Field{Name: "foundedOn", Kind: catalog.Date}
	same := func(stored, given scalar.Date) bool { return stored == given }
	tests := []struct {
		op   predicate.Op
		want func(stored, given scalar.Date) bool
	}{
		{predicate.Eq, same},
		{predicate.Ne, func(stored, given scalar.Date) bool { return !same(stored, given) }},
		{predicate.Lt, scalar.Date.Before},
		{predicate.Gt, scalar.Date.After},
		{predicate.Lte, func(stored, given scalar.Date) bool { return !stored.After(given) }},
		{predicate.Gte, func(stored, given scalar.Date) bool { return !stored.Before(given) }},
	}
	for _, tt := range tests {
		t.Run(string(tt.op), func(t *testing.T) {
			for _, stored := range dates {
				for _, given := range dates {
					p := predicate.Dated(on, tt.op, parsed(t, given))
					got := holds(t, p, map[string]string{"foundedOn": stored})
					assert.Equal(t, truthOf(tt.want(parsed(t, stored), parsed(t, given))), got, "%s %s %s", stored, tt.op, given)
				}
			}
		})
	}
}

// A missing date is different from every date, and compares with none.
func TestDatedOfNothing(t *testing.T) {
	on := &catalog.Field{Name: "foundedOn", Kind: catalog.Date}
	for op, want := range map[predicate.Op]bool{
		predicate.Eq: false, predicate.Ne: true, predicate.Lt: false,
		predicate.Gt: false, predicate.Lte: false, predicate.Gte: false,
	} {
		p := predicate.Dated(on, op, parsed(t, "2021-02"))
		assert.Equal(t, want, holds(t, p, nil) == yes, "%s", op)
	}
}

// TestHoldsAt compares with intervals: what begun after the date, or ended before it, does not
// hold; what is unknown speaks against nothing. The dates of validity count where the
// relationship has none of its own.
func TestHoldsAt(t *testing.T) {
	own := &catalog.Properties{Fields: []*catalog.Field{{Name: "since", Kind: catalog.Date}, {Name: "until", Kind: catalog.Date}}}
	unset := append([]string{""}, dates...)
	const on = "2021-01"
	at := parsed(t, on)
	fits := func(from, to string) bool {
		begun := from == "" || !parsed(t, from).After(at)
		lasting := to == "" || !parsed(t, to).Before(at)
		return begun && lasting
	}
	for name, of := range map[string]*catalog.Properties{"own dates": own, "no properties": nil} {
		from, to := "validFrom", "validTo"
		if of != nil {
			from, to = "since", "until"
		}
		t.Run(name, func(t *testing.T) {
			p := predicate.HoldsAt(of, at)
			for _, since := range unset {
				for _, until := range unset {
					got := holds(t, p, given(from, since, to, until))
					assert.Equal(t, fits(since, until), got == yes, "from %q to %q", since, until)
				}
			}
		})
	}
	t.Run("own dates go before those of validity", func(t *testing.T) {
		p := predicate.HoldsAt(own, at)
		assert.Equal(t, yes, holds(t, p, given("since", "2020", "validFrom", "2022")))
		assert.NotEqual(t, yes, holds(t, p, given("since", "2022", "validFrom", "2020")))
		assert.Equal(t, yes, holds(t, p, given("until", "2022", "validTo", "2020")))
		assert.NotEqual(t, yes, holds(t, p, given("until", "2020", "validTo", "2022")))
		assert.NotEqual(t, yes, holds(t, p, given("validFrom", "2022")), "those of validity count where it has none")
		assert.NotEqual(t, yes, holds(t, p, given("validTo", "2020")))
	})
}

// given are properties by name and text, without those whose text is empty.
func given(pairs ...string) map[string]string {
	properties := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			properties[pairs[i]] = pairs[i+1]
		}
	}
	return properties
}
