package match

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// Profile is what of an entity is compared.
type Profile struct {
	ID string
	// Values are stored values by field.
	Values map[string]any
	// Ends are the ids at the far ends by relationship field.
	Ends map[string][]string
}

// Term is one field of a comparison.
type Term struct {
	Field     string
	Agreement Agreement
	Weight    float64
	M, U      float64
	// Proof tells that an agreement speaks for itself.
	Proof bool
}

// Comparison is how two entities compare: the sum of the weights of their terms.
type Comparison struct {
	Weight float64
	Terms  []Term
}

// Compare compares two entities in the fields and relationships that are declared for it. It is
// symmetric.
func Compare(e *catalog.Entity, a, b Profile) Comparison {
	var c Comparison
	for _, f := range e.Fields {
		if f.Match != nil {
			c.add(f.Name, f.Match, fields(e, f, a, b))
		}
	}
	for _, r := range e.Relations {
		if r.Match != nil {
			c.add(r.Name, r.Match, sets(a.Ends[r.Name], b.Ends[r.Name]))
		}
	}
	return c
}

func (c *Comparison) add(name string, m *catalog.Match, a Agreement) {
	t := Term{Field: name, Agreement: a, Weight: Weight(a, m.M, m.U), M: m.M, U: m.U, Proof: m.Proof}
	c.Weight += t.Weight
	c.Terms = append(c.Terms, t)
}

// Proven tells that what agrees beside names is enough to speak for itself.
func (c Comparison) Proven() bool {
	sum := 0.0
	for _, t := range c.Terms {
		if t.Proof && t.Agreement == Agree {
			sum += t.Weight
		}
	}
	return sum >= ProofFrom
}

// Band is the band of the comparison.
func (c Comparison) Band() Band { return BandOf(c.Weight, c.Proven()) }

func fields(e *catalog.Entity, f *catalog.Field, a, b Profile) Agreement {
	switch {
	case f.Name == nameField:
		return sets(names(e, a), names(e, b))
	case f.List:
		return sets(catalog.Texts(a.Values[f.Name]), catalog.Texts(b.Values[f.Name]))
	case f.Kind == catalog.Date:
		return dates(a.Values[f.Name], b.Values[f.Name])
	case f.Kind == catalog.String && f.Format == "":
		return sets(folded(catalog.Texts(a.Values[f.Name])), folded(catalog.Texts(b.Values[f.Name])))
	}
	return same(a.Values[f.Name], b.Values[f.Name])
}

func same(a, b any) Agreement {
	if a == nil || b == nil {
		return Missing
	}
	if a == b {
		return Agree
	}
	return Disagree
}

// sets agree when they have something in common.
func sets(a, b []string) Agreement {
	if len(a) == 0 || len(b) == 0 {
		return Missing
	}
	if slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) }) {
		return Agree
	}
	return Disagree
}

// dates agree when they may be the same day.
func dates(a, b any) Agreement {
	x, y := dateOf(a), dateOf(b)
	switch {
	case x.IsZero() || y.IsZero():
		return Missing
	case x.Before(y) || y.Before(x):
		return Disagree
	}
	return Agree
}

func dateOf(v any) scalar.Date {
	s, _ := v.(string)
	d, err := scalar.ParseDate(s)
	if err != nil {
		return scalar.Date{}
	}
	return d
}
