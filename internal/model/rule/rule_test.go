package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/model/rule"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

func bound(n float64) *float64 { return &n }

func TestValue(t *testing.T) {
	share := &catalog.Field{Kind: catalog.Float, Range: &catalog.Range{Min: bound(0), Max: bound(100), Unit: "per cent"}}
	staff := &catalog.Field{Kind: catalog.Int, Range: &catalog.Range{Min: bound(0), Unit: "people"}}
	debt := &catalog.Field{Kind: catalog.Yuan, Range: &catalog.Range{Max: bound(0)}}
	day := &catalog.Field{Kind: catalog.Date, Range: &catalog.Range{Min: bound(1000), Max: bound(2999)}}
	tests := []struct {
		name   string
		field  *catalog.Field
		stored any
		want   string
	}{
		{"at the least", share, 0.0, ""},
		{"at the most", share, 100.0, ""},
		{"below", share, -0.5, "is -0.5, expected 0 to 100 per cent"},
		{"above", share, 150.0, "is 150, expected 0 to 100 per cent"},
		{"a negative number", staff, int64(-5), "is -5, expected 0 or more people"},
		{"much", staff, int64(1 << 30), ""},
		{"more than allowed", debt, int64(1), "is 1, expected at most 0"},
		{"a year of two digits", day, "0023-02", "is 0023-02, expected a year from 1000 to 2999"},
		{"a year", day, "1000", ""},
		{"missing", share, nil, ""},
		{"unbounded", &catalog.Field{Kind: catalog.Int}, int64(-1), ""},
		{"a mask", &catalog.Field{Sensitive: true, Format: ident.Email}, "z***@example.com", "is masked"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := rule.Value(tt.field, tt.stored)
			if tt.want == "" {
				assert.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestIntervals(t *testing.T) {
	dates := []catalog.Interval{{From: &catalog.Field{Name: "since", Kind: catalog.Date}, To: &catalog.Field{Name: "until", Kind: catalog.Date}}}
	numbers := []catalog.Interval{{From: &catalog.Field{Name: "a", Kind: catalog.Int}, To: &catalog.Field{Name: "b", Kind: catalog.Int}}}
	tests := []struct {
		name   string
		list   []catalog.Interval
		stored map[string]any
		want   string
	}{
		{"in order", dates, map[string]any{"since": "2020", "until": "2021"}, ""},
		{"the same", dates, map[string]any{"since": "2020-05", "until": "2020-05"}, ""},
		{"within the coarser", dates, map[string]any{"since": "2020-05", "until": "2020"}, ""},
		{"reversed", dates, map[string]any{"since": "2020-05", "until": "2020-04-30"}, "is 2020-04-30, which is before since, 2020-05"},
		{"open", dates, map[string]any{"since": "2020"}, ""},
		{"numbers", numbers, map[string]any{"a": int64(3), "b": int64(2)}, "is 2, which is less than a, 3"},
		{"equal numbers", numbers, map[string]any{"a": int64(3), "b": int64(3)}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			broken := rule.Intervals(tt.list, tt.stored)
			if tt.want == "" {
				assert.Empty(t, broken)
				return
			}
			require.Len(t, broken, 1)
			assert.Equal(t, rule.Broken{Field: tt.list[0].To.Name, Reason: tt.want}, broken[0])
		})
	}
}

// Two dates are the wrong way round where the second is before the first as intervals of days.
func TestIntervalsCompareAsDates(t *testing.T) {
	list := []catalog.Interval{catalog.Validity()}
	date := rapid.StringMatching(`20[0-9]{2}(-0[1-9](-[12][0-8])?)?`)
	rapid.Check(t, func(t *rapid.T) {
		from, to := date.Draw(t, "from"), date.Draw(t, "to")
		a, err := scalar.ParseDate(from)
		require.NoError(t, err)
		b, err := scalar.ParseDate(to)
		require.NoError(t, err)
		broken := rule.Intervals(list, map[string]any{catalog.ValidFrom: from, catalog.ValidTo: to})
		assert.Equal(t, b.Last().Before(a.First()), len(broken) > 0)
	})
}
