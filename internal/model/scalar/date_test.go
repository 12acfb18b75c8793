package scalar_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

func date(t rapid.TB, s string) scalar.Date {
	t.Helper()
	d, err := scalar.ParseDate(s)
	require.NoError(t, err)
	return d
}

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ in, first, last string }{
		{"2022", "2022-01-01", "2022-12-31"},
		{"2022-02", "2022-02-01", "2022-02-28"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"1900-02", "1900-02-01", "1900-02-28"},
		{"2000-02", "2000-02-01", "2000-02-29"},
		{"2022-12", "2022-12-01", "2022-12-31"},
		{"2022-02-11", "2022-02-11", "2022-02-11"},
		{"2024-02-29", "2024-02-29", "2024-02-29"},
		{"0001", "0001-01-01", "0001-12-31"},
		{"9999-12-31", "9999-12-31", "9999-12-31"},
	} {
		t.Run(c.in, func(t *testing.T) {
			d := date(t, c.in)
			assert.Equal(t, c.in, d.String())
			assert.False(t, d.IsZero())
			assert.Equal(t, c.first, d.First().Format(time.DateOnly))
			assert.Equal(t, c.last, d.Last().Format(time.DateOnly))
			assert.Equal(t, time.UTC, d.First().Location())
		})
	}
	assert.True(t, scalar.Date{}.IsZero())
}

func TestParseDateRefuses(t *testing.T) {
	const form = "expected YYYY, YYYY-MM or YYYY-MM-DD"
	for _, c := range []struct{ in, want string }{
		{"", form},
		{"22", form},
		{"2022-2", form},
		{"2022-02-1", form},
		{"2022/02/11", form},
		{"20220211", form},
		{"2022-02-11T00:00:00Z", form},
		{" 2022", form},
		{"2022-02 ", form},
		{"２０２２", form},
		{"二〇二二年", form},
		{"-022", form},
		{"202-", form},
		{"2022-0२-1", form},
		{"0000", "the year 0000 does not exist"},
		{"2022-00", "the month is 00, expected 01 to 12"},
		{"2022-13", "the month is 13"},
		{"2022-02-29", "the day is 29, expected 01 to 28 in that month"},
		{"2022-04-31", "the day is 31, expected 01 to 30"},
		{"2022-04-00", "the day is 00"},
		{"1900-02-29", "the day is 29, expected 01 to 28"},
	} {
		t.Run(c.in, func(t *testing.T) {
			d, err := scalar.ParseDate(c.in)
			require.ErrorContains(t, err, c.want)
			assert.True(t, d.IsZero())
		})
	}
	_, err := scalar.ParseDate(string(make([]byte, 100_000)))
	require.Error(t, err)
	assert.Less(t, len(err.Error()), 500, "an error does not repeat its input")
}

func TestDatesCompareAsIntervals(t *testing.T) {
	for _, c := range []struct {
		a, b            string
		before, overlap bool
	}{
		{"2022-02", "2022-02-11", false, true},
		{"2022", "2022-02-11", false, true},
		{"2022", "2022-12", false, true},
		{"2022", "2022", false, true},
		{"2021", "2022-01-01", true, false},
		{"2022-01", "2022-02-01", true, false},
		{"2022-01-31", "2022-02", true, false},
		{"2022-02-10", "2022-02-11", true, false},
		{"0999", "1000", true, false},
	} {
		t.Run(c.a+" "+c.b, func(t *testing.T) {
			a, b := date(t, c.a), date(t, c.b)
			assert.Equal(t, c.before, a.Before(b))
			assert.Equal(t, c.before, b.After(a))
			assert.False(t, b.Before(a))
			assert.False(t, a.After(b))
			assert.Equal(t, c.overlap, a.Overlaps(b))
			assert.Equal(t, c.overlap, b.Overlaps(a))
		})
	}
}

func TestPrefixesAndUpperBound(t *testing.T) {
	assert.Equal(t, []string{"2022", "2022-02"}, date(t, "2022-02-11").Prefixes())
	assert.Equal(t, []string{"2022"}, date(t, "2022-02").Prefixes())
	assert.Equal(t, []string{}, date(t, "2022").Prefixes(), "a list for the database, not null")
	assert.Equal(t, "2022-02~", date(t, "2022-02").UpperBound())
}

// anyDate draws dates close together, so that they often touch or contain each other.
func anyDate(t *rapid.T, label string) scalar.Date {
	years := rapid.OneOf(rapid.SampledFrom([]int{1, 999, 1000, 1900, 2000, 2021, 2022, 2023, 9999}), rapid.IntRange(1, 9999))
	s := fmt.Sprintf("%04d", years.Draw(t, label+" year"))
	precision := rapid.IntRange(0, 2).Draw(t, label+" precision")
	if precision >= 1 {
		s += fmt.Sprintf("-%02d", rapid.SampledFrom([]int{1, 2, 3, 9, 10, 11, 12}).Draw(t, label+" month"))
	}
	if precision == 2 {
		s += fmt.Sprintf("-%02d", rapid.SampledFrom([]int{1, 2, 9, 10, 11, 27, 28}).Draw(t, label+" day"))
	}
	return date(t, s)
}

// The comparisons of strings that the database makes are those of the intervals.
func TestStringsCompareAsIntervals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stored, query := anyDate(t, "stored"), anyDate(t, "query")
		s, d := stored.String(), query.String()
		before := s < d && !slices.Contains(query.Prefixes(), s)
		after := s > query.UpperBound()
		assert.Equal(t, stored.Before(query), before, "%s before %s", s, d)
		assert.Equal(t, stored.After(query), after, "%s after %s", s, d)
		assert.Equal(t, stored.Overlaps(query), !before && !after, "%s overlaps %s", s, d)
	})
}

// Days against the definition: how the library compares single days.
func TestIntervalsHoldTheirDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDate(t, "a"), anyDate(t, "b")
		assert.False(t, a.Last().Before(a.First()))
		assert.True(t, a.Overlaps(a))
		trues := 0
		for _, is := range []bool{a.Before(b), a.After(b), a.Overlaps(b)} {
			if is {
				trues++
			}
		}
		assert.Equal(t, 1, trues, "exactly one of before, after, overlaps")
		assert.Equal(t, a, date(t, a.String()))
		next := a.Last().AddDate(0, 0, 1)
		if next.Year() <= 9999 {
			assert.True(t, a.Before(date(t, next.Format(time.DateOnly))), "the day after is not covered")
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2022", "2022-02", "2022-02-11", "2022-02-30", "0000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := scalar.ParseDate(s)
		if err != nil {
			return
		}
		assert.Equal(t, s, d.String())
		layout := time.DateOnly[:len(s)]
		want, err := time.Parse(layout, s)
		require.NoError(t, err)
		assert.Equal(t, want, d.First())
	})
}

func BenchmarkParseDate(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := scalar.ParseDate("2022-02-11"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestDateOf(t *testing.T) {
	east := time.FixedZone("", 8*3600)
	moment := time.Date(2026, 1, 31, 20, 0, 0, 0, time.UTC)
	assert.Equal(t, "2026-01-31", scalar.DateOf(moment).String())
	assert.Equal(t, "2026-02-01", scalar.DateOf(moment.In(east)).String(), "it is tomorrow already in the east")
}
