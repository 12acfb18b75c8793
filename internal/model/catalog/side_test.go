package catalog_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

func TestTheSideIsNoPartOfAnID(t *testing.T) {
	const edge, node = "rel_01ke5q86000000000000000002", "com_01ke5q86000000000000000002"
	tests := []struct{ name, text, want string }{
		{"as it is", edge, edge},
		{"from where it starts", edge + ".from", edge},
		{"from where it leads", edge + ".to", edge},
		{"twice", edge + ".from.to", edge + ".from.to"},
		{"another side", edge + ".up", edge + ".up"},
		{"of an entity", node + ".from", node + ".from"},
		{"no id", "rel_1.from", "rel_1.from"},
		{"a side alone", ".from", ".from"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, catalog.RelationshipID(tt.text)) })
	}
}

func TestBothEndsDiffer(t *testing.T) {
	assert.NotEqual(t, (&catalog.Relation{Out: true}).Side(), (&catalog.Relation{}).Side())
	for _, out := range []bool{true, false} {
		const edge = "rel_01ke5q86000000000000000002"
		assert.Equal(t, edge, catalog.RelationshipID(edge+(&catalog.Relation{Out: out}).Side()))
	}
}
