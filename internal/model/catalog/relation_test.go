package catalog_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func TestEdges(t *testing.T) {
	cat := small(t)
	var got []string
	for _, e := range cat.Edges {
		properties := "none"
		if e.Properties != nil {
			properties = e.Properties.Name
		}
		got = append(got, fmt.Sprintf("%s %s→%s from one %t, to one %t, %s", e.Type, e.From.Name, e.To.Name, e.FromOne, e.ToOne, properties))
	}
	assert.Equal(t, []string{
		"HAS_BRANCH Firm→Place from one false, to one false, none",
		"LIES_IN Firm→Place from one true, to one false, none",
		"SELLS_TO Firm→Firm from one false, to one false, Sale",
		"STANDS_IN Hall→Place from one true, to one true, none",
		"USES Firm→Hall from one false, to one false, none",
		"USES Firm→Place from one false, to one false, none",
		"WITHIN Place→Place from one true, to one false, none",
	}, got, "each once, by type, start and end")
}

func TestAlone(t *testing.T) {
	cat := small(t)
	edge := func(entity, relation string) *catalog.Edge {
		e := cat.EdgeOf(cat.Entity(entity).Relation(relation))
		require.NotNil(t, e)
		return e
	}
	firm, place, hall := cat.Entity("Firm"), cat.Entity("Place"), cat.Entity("Hall")
	tests := []struct {
		name string
		edge *catalog.Edge
		at   *catalog.Entity
		want bool
	}{
		{"a firm has one seat", edge("Firm", "seat"), firm, true},
		{"a place is the seat of many", edge("Firm", "seat"), place, false},
		{"a firm has many branches", edge("Firm", "branches"), firm, false},
		{"a place is within one", edge("Place", "parent"), place, true},
		{"a hall stands in one place", edge("Hall", "place"), hall, true},
		{"a place has one landmark", edge("Hall", "place"), place, true},
		{"a firm sells to many", edge("Firm", "customers"), firm, false},
		{"what is at neither end", edge("Hall", "place"), firm, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.edge.Alone(tt.at)) })
	}
}

func TestRelationsOfBothEnds(t *testing.T) {
	cat := small(t)
	tests := []struct {
		entity, field, back string
		implied             bool
	}{
		{"Firm", "seat", "firms", true},
		{"Firm", "branches", "", true},
		{"Firm", "customers", "suppliers", true},
		{"Firm", "suppliers", "customers", true},
		{"Firm", "showrooms", "", false}, // places are used too
		{"Firm", "stores", "", false},
		{"Place", "parent", "", true},
		{"Place", "firms", "seat", true},
		{"Place", "landmark", "place", true},
		{"Hall", "place", "landmark", true},
	}
	for _, tt := range tests {
		t.Run(tt.entity+"."+tt.field, func(t *testing.T) {
			r := cat.Entity(tt.entity).Relation(tt.field)
			require.NotNil(t, r)
			back := ""
			if inverse := r.Inverse(); inverse != nil {
				back = inverse.Name
				assert.Same(t, cat.EdgeOf(r), cat.EdgeOf(inverse), "both ends see one relationship type")
			}
			assert.Equal(t, tt.back, back, "the field back")
			assert.Equal(t, tt.implied, r.TargetImplied, "whether the type implies the far end")
		})
	}
	foreign := *cat.Entity("Firm").Relation("seat")
	foreign.Type = "KNOWS"
	assert.Nil(t, cat.EdgeOf(&foreign))
	assert.Nil(t, foreign.Inverse())
}

func TestGroupKeys(t *testing.T) {
	cat := small(t)
	keys := func(e *catalog.Entity) (all []string) {
		for _, k := range e.GroupKeys() {
			switch {
			case k.Value != nil:
				all = append(all, k.Name+" value "+k.Value.Name)
			case k.Year != nil:
				all = append(all, k.Name+" year "+k.Year.Name)
			default:
				text := k.Name + " path"
				for _, r := range k.Path {
					text += " " + r.Name
				}
				all = append(all, text)
			}
		}
		return all
	}
	firm := cat.Entity("Firm")
	assert.Equal(t, []string{"SIZE value size", "FOUNDED_YEAR year foundedOn", "LAST_VISIT_YEAR year lastVisit", "SEAT path seat"}, keys(firm))
	assert.Equal(t, []string{"PARENT path parent", "LANDMARK path landmark", "COUNTRY path parent parent"}, keys(cat.Entity("Place")))
	assert.Empty(t, keys(cat.Source()))

	// A declared one takes the place of a derived one of its name.
	firm.Groups = []catalog.Group{{Name: "SEAT", Path: []*catalog.Relation{firm.Relation("seat"), cat.Entity("Place").Relation("parent")}}}
	assert.Equal(t, []string{"SIZE value size", "FOUNDED_YEAR year foundedOn", "LAST_VISIT_YEAR year lastVisit", "SEAT path seat parent"}, keys(firm))
}
