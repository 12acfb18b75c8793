package query_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

type kind string

type line struct {
	ID     string         `column:"id"`
	Kind   kind           `column:"kind"`
	Count  int            `column:"count"`
	Weight *float64       `column:"weight"`
	Names  []string       `column:"names"`
	At     time.Time      `column:"at"`
	Values map[string]any `column:"values"`
	Any    any            `column:"any"`
	// untagged fields are left alone.
	Note string
}

var columns = []string{"weight", "id", "kind", "count", "names", "at", "values", "any", "further"}

func TestScan(t *testing.T) {
	at := time.Date(2022, 2, 11, 0, 0, 0, 0, time.UTC)
	lines, err := query.Scan[line](query.Rows{Columns: columns, Values: [][]any{
		{0.5, "com_1", "NEW", int64(3), []any{"a", "b"}, at, map[string]any{"x": int64(1)}, true, "left out"},
		{nil, nil, nil, nil, nil, nil, nil, nil, nil},
	}})
	require.NoError(t, err)
	half := 0.5
	assert.Equal(t, []line{
		{ID: "com_1", Kind: "NEW", Count: 3, Weight: &half, Names: []string{"a", "b"}, At: at, Values: map[string]any{"x": int64(1)}, Any: true},
		{},
	}, lines)
}

func TestScanRefuses(t *testing.T) {
	type one struct {
		ID string `column:"id"`
	}
	type number struct {
		N int `column:"n"`
	}
	type texts struct {
		List []string `column:"list"`
	}
	tests := []struct {
		name string
		scan func() error
		want string
	}{
		{"a missing column", func() error { _, err := query.Scan[one](query.Rows{Columns: []string{"ID"}}); return err }, "no column id"},
		{"a number for a text", func() error { return scan[one]("id", int64(65)) }, "column id holds a int64, not a string"},
		{"a fraction for a whole number", func() error { return scan[number]("n", 1.5) }, "column n holds a float64, not a int"},
		{"a list with another type inside", func() error { return scan[texts]("list", []any{"a", int64(1)}) }, "column list holds a []interface {}"},
		{"a text for a list", func() error { return scan[texts]("list", "a") }, "column list holds a string"},
		{"a missing column of values", func() error {
			_, err := query.Column[string](query.Rows{Columns: []string{"a"}}, "b")
			return err
		}, "no column b"},
		{"another type in a column of values", func() error {
			_, err := query.Column[string](query.Rows{Columns: []string{"a"}, Values: [][]any{{true}}}, "a")
			return err
		}, "column a holds a bool"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.scan()
			require.ErrorContains(t, err, tt.want)
			assert.Equal(t, fault.Internal, fault.CodeOf(err))
		})
	}
}

func scan[T any](column string, v any) error {
	_, err := query.Scan[T](query.Rows{Columns: []string{column}, Values: [][]any{{v}}})
	return err
}

func TestFirst(t *testing.T) {
	type one struct {
		ID string `column:"id"`
	}
	rows := query.Rows{Columns: []string{"id"}}
	_, found, err := query.First[one](rows)
	require.NoError(t, err)
	assert.False(t, found)
	rows.Values = [][]any{{"a"}, {"b"}}
	first, found, err := query.First[one](rows)
	require.NoError(t, err)
	assert.True(t, found)
	assert.Equal(t, "a", first.ID)
}

func TestColumn(t *testing.T) {
	ids, err := query.Column[string](query.Rows{Columns: []string{"n", "id"}, Values: [][]any{{int64(1), "a"}, {int64(2), nil}}}, "id")
	require.NoError(t, err)
	assert.Equal(t, []string{"a", ""}, ids)
}

func TestQuote(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Company", "Company"},
		{"_x9", "_x9"},
		{"9x", "`9x`"},
		{"", "``"},
		{"a b", "`a b`"},
		{"n\n", "`n\n`"},
		{"a`b", "`a``b`"},
		{`a\u0060b`, "`a\\u005cu0060b`"},
		{"企业", "`企业`"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, query.Quote(tt.name)) })
	}
}
