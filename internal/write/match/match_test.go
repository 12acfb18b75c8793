package match_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

func TestWeight(t *testing.T) {
	tests := []struct {
		agreement match.Agreement
		m, u      float64
		want      float64
	}{
		{match.Agree, 0.9, 0.01, 6.49},
		{match.Disagree, 0.9, 0.01, -3.31},
		{match.Missing, 0.9, 0.01, 0},
		{match.Agree, 0.95, 0.2, 2.25},
		{match.Disagree, 0.95, 0.2, -4},
	}
	for _, tt := range tests {
		t.Run(string(tt.agreement), func(t *testing.T) {
			assert.InDelta(t, tt.want, match.Weight(tt.agreement, tt.m, tt.u), 0.005)
		})
	}
}

func TestBands(t *testing.T) {
	tests := []struct {
		weight float64
		proven bool
		want   match.Band
	}{
		{12.98, true, match.Auto},
		{12.98, false, match.Review},
		{6.49, true, match.Review},
		{3, false, match.Review},
		{2.99, true, match.No},
		{-3.31, false, match.No},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, match.BandOf(tt.weight, tt.proven), "%v", tt)
	}
}

func people(t *testing.T) *catalog.Entity {
	t.Helper()
	cat, err := catalog.Load(os.DirFS("testdata/schema"))
	require.NoError(t, err)
	return cat.Entity("Person")
}

func TestCompare(t *testing.T) {
	e := people(t)
	person := func(values map[string]any, employers ...string) match.Profile {
		return match.Profile{Values: values, Ends: map[string][]string{"employers": employers}}
	}
	tests := []struct {
		name   string
		a, b   match.Profile
		weight float64
		proven bool
		band   match.Band
	}{
		{"names alone", person(map[string]any{"name": "李明"}), person(map[string]any{"name": "李 明"}), 6.49, false, match.Review},
		{"names alone, however they weigh", person(map[string]any{"name": "李明", "englishName": "Li Ming"}), person(map[string]any{"name": "李明", "englishName": "LI MING"}), 12.98, false, match.Review},
		{"a former name", person(map[string]any{"name": "李明", "formerNames": []any{"李小明"}}), person(map[string]any{"name": "李小明"}), 6.49, false, match.Review},
		{"other names", person(map[string]any{"name": "李明"}), person(map[string]any{"name": "王芳"}), -3.31, false, match.No},
		{"identifier", person(map[string]any{"orcid": "1"}), person(map[string]any{"orcid": "1"}), 6.49, true, match.Review},
		{"name and identifier", person(map[string]any{"name": "李明", "orcid": "1"}), person(map[string]any{"name": "李明", "orcid": "1"}), 12.98, true, match.Auto},
		{"name, another identifier", person(map[string]any{"name": "李明", "orcid": "1"}), person(map[string]any{"name": "李明", "orcid": "2"}), 3.18, false, match.Review},
		{"employer", person(nil, "com_1", "com_2"), person(nil, "com_2"), 6.49, true, match.Review},
		{"other employers", person(nil, "com_1"), person(nil, "com_2"), -3.31, false, match.No},
		{"month and day", person(map[string]any{"bornOn": "1980-02"}), person(map[string]any{"bornOn": "1980-02-11"}), 6.49, true, match.Review},
		{"other days", person(map[string]any{"bornOn": "1980-02-12"}), person(map[string]any{"bornOn": "1980-02-11"}), -3.31, false, match.No},
		{"nothing", person(nil), person(nil), 0, false, match.No},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := match.Compare(e, tt.a, tt.b)
			assert.InDelta(t, tt.weight, c.Weight, 0.01)
			assert.Equal(t, tt.proven, c.Proven())
			assert.Equal(t, tt.band, c.Band())
			assert.Equal(t, c, match.Compare(e, tt.b, tt.a), "it is symmetric")
			require.Len(t, c.Terms, 5)
		})
	}
}
