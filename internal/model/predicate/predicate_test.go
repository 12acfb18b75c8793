package predicate_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/predicate"
)

var (
	name  = &catalog.Field{Name: "name", NonNull: true}
	city  = &catalog.Field{Name: "city"}
	firms = &catalog.Relation{Name: "firms"}
)

func TestMayBeUnknown(t *testing.T) {
	sure, unsure := predicate.Is(name, predicate.Eq, "A"), predicate.Is(city, predicate.Eq, "A")
	tests := []struct {
		name string
		of   predicate.Predicate
		want bool
	}{
		{"required field", sure, false},
		{"optional field", unsure, true},
		{"one of several", predicate.And{sure, unsure}, true},
		{"one of several ways", predicate.Or{unsure, sure}, true},
		{"all sure", predicate.And{sure, predicate.Or{sure}}, false},
		{"nothing", predicate.And{}, false},
		{"complement", predicate.Negate(unsure), false},
		{"missing", predicate.Lacks(city), false},
		{"constant", predicate.Const(true), false},
		{"relationships", predicate.Exists{Relation: firms, Node: unsure}, false},
		{"number of relationships", predicate.Degree{Relation: firms, Op: predicate.Gt, Value: 1}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, predicate.MayBeUnknown(tt.of)) })
	}
}

func TestAll(t *testing.T) {
	a, b, c := predicate.Is(name, predicate.Eq, "A"), predicate.Lacks(city), predicate.Const(false)
	tests := []struct {
		name string
		of   []predicate.Predicate
		want predicate.Predicate
	}{
		{"none", nil, nil},
		{"nothing but nil", []predicate.Predicate{nil, nil}, nil},
		{"one", []predicate.Predicate{nil, a}, a},
		{"two", []predicate.Predicate{a, nil, b}, predicate.And{a, b}},
		{"nested", []predicate.Predicate{a, predicate.And{b, c}}, predicate.And{a, b, c}},
		{"an empty conjunction", []predicate.Predicate{predicate.And{}}, nil},
		{"alternatives stay whole", []predicate.Predicate{predicate.Or{a, b}, c}, predicate.And{predicate.Or{a, b}, c}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, predicate.All(tt.of...)) })
	}
}

// A text tells the shape and no value.
func TestText(t *testing.T) {
	secret := predicate.Is(city, predicate.StartsWith, "secret")
	tests := []struct {
		of   predicate.Predicate
		want string
	}{
		{nil, "true"},
		{predicate.Const(false), "false"},
		{secret, "city STARTS WITH ?"},
		{predicate.Negate(secret), "not(city STARTS WITH ?)"},
		{predicate.And{secret, predicate.Lacks(name)}, "and(city STARTS WITH ?, missing name)"},
		{predicate.Or{}, "or()"},
		{predicate.Degree{Relation: firms, Op: predicate.Gte, Value: 3}, "count(firms) >= ?"},
		{predicate.Exists{Relation: firms}, "some(firms)"},
		{predicate.Within{Key: name, Value: "secret"}, "within name ?"},
		{predicate.Exists{Relation: firms, Node: secret}, "some(firms, node city STARTS WITH ?)"},
		{predicate.Exists{Relation: firms, Edge: predicate.Const(true)}, "some(firms, edge true)"},
		{predicate.Exists{Relation: firms, Node: secret, Edge: predicate.Lacks(name)}, "some(firms, node city STARTS WITH ?, edge missing name)"},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) { assert.Equal(t, tt.want, predicate.Text(tt.of)) })
	}
}
