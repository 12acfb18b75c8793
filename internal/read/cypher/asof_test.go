package cypher_test

import (
	"fmt"
	"slices"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// holdsAt is asOf in plain Go: some day of the date may lie between the
// relationship's declared dates or, where it lacks one, its dates of validity. No date is given
// as nil, and everything holds.
func holdsAt(rel *catalog.Relation, l link, on any) bool {
	text, given := on.(string)
	if !given {
		return true
	}
	date, _ := scalar.ParseDate(text)
	begin, end := dated(rel, l, "since", "validFrom"), dated(rel, l, "until", "validTo")
	return (begin == nil || !begin.First().After(date.Last())) && (end == nil || !end.Last().Before(date.First()))
}

// dated is the first of two dates that the relationship has; the first must be declared.
func dated(rel *catalog.Relation, l link, declared, common string) *scalar.Date {
	for _, name := range []string{declared, common} {
		text, has := l.edge.props[name].(string)
		if !has || name == declared && rel.Properties.Field(declared) == nil {
			continue
		}
		date, _ := scalar.ParseDate(text)
		return &date
	}
	return nil
}

// asOf draws a date of any precision, or nil for none.
func (d drawn) asOf() any {
	if d.chance(30, "no date") {
		return nil
	}
	return d.operand(&catalog.Field{Kind: catalog.Date})
}

// checkToOneAsOf: a to-one field leads to what it leads to at the date, else to nothing.
func checkToOneAsOf(rt *rapid.T, w *world, a client) {
	d := drawn{rt, a.cat}
	e := from(d, slices.DeleteFunc(slices.Clone(a.cat.Entities), func(e *catalog.Entity) bool { return len(toOne(e)) == 0 }), "entity")
	rel, on := from(d, toOne(e), "relation"), d.asOf()
	want := map[string]string{}
	for _, n := range w.nodes[e] {
		want[n.id] = ""
		for _, l := range w.far[n][rel] {
			if holdsAt(rel, l, on) {
				want[n.id] = l.end.id
			}
		}
	}
	var answer struct {
		Nodes []struct {
			ID  string
			Far *struct{ ID string }
		}
	}
	request := fmt.Sprintf("query($on: Date) { %s(first: 200) { nodes { id far: %s(asOf: $on) { id } } } }", e.Plural, rel.Name)
	a.answer(rt, request, map[string]any{"on": on}, &answer)
	got := map[string]string{}
	for _, n := range answer.Nodes {
		if got[n.ID] = ""; n.Far != nil {
			got[n.ID] = n.Far.ID
		}
	}
	assert.Equal(rt, want, got, "%s.%s as of %v", e.Name, rel.Name, on)
}

func toOne(e *catalog.Entity) []*catalog.Relation {
	return slices.DeleteFunc(slices.Clone(e.Relations), func(r *catalog.Relation) bool { return r.Many })
}
