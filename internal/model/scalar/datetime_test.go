package scalar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

func TestParseDateTime(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2022-02-11T09:30:00+08:00", "2022-02-11T01:30:00.000Z"},
		{"2022-02-11T09:30:00Z", "2022-02-11T09:30:00.000Z"},
		{"2022-02-11T09:30:00.5Z", "2022-02-11T09:30:00.500Z"},
		{"2022-02-11T09:30:00.123999999Z", "2022-02-11T09:30:00.123Z"},
		{"2022-01-01T00:30:00+08:00", "2021-12-31T16:30:00.000Z"},
		{"0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"},
		{"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
	} {
		t.Run(c.in, func(t *testing.T) {
			got, err := scalar.ParseDateTime(c.in)
			require.NoError(t, err)
			assert.Equal(t, c.want, scalar.FormatDateTime(got))
			assert.Equal(t, time.UTC, got.Location())
		})
	}
}

func TestParseDateTimeRefuses(t *testing.T) {
	for _, in := range []string{
		"", "2022-02-11", "2022-02-11T09:30:00", "2022-02-11 09:30:00Z", "2022-02-11T9:30:00Z", "2022-02-11T09:30:00,5Z",
		"2022-02-30T09:30:00Z", "2022-02-11T24:00:00Z", "2022-02-11T09:30:00+25:00", "1644543000", "２０２２-02-11T09:30:00Z",
	} {
		t.Run(in, func(t *testing.T) {
			_, err := scalar.ParseDateTime(in)
			require.ErrorContains(t, err, "is no date and time, expected RFC 3339 with a zone")
		})
	}
	for _, in := range []string{"9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00"} {
		_, err := scalar.ParseDateTime(in)
		require.ErrorContains(t, err, "expected a year from 0001 to 9999")
	}
}

// The canonical form reads back as itself, and sorts as the moments do.
func TestDateTimeIsCanonicalAndSorts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		moment := func(label string) time.Time {
			ns := rapid.Int64Range(-4e18, 4e18).Draw(t, label)
			got, err := scalar.ParseDateTime(time.Unix(0, ns).UTC().Format(time.RFC3339Nano))
			require.NoError(t, err)
			return got
		}
		a, b := moment("a"), moment("b")
		again, err := scalar.ParseDateTime(scalar.FormatDateTime(a))
		require.NoError(t, err)
		assert.True(t, a.Equal(again))
		assert.Equal(t, a.Before(b), scalar.FormatDateTime(a) < scalar.FormatDateTime(b))
	})
}
