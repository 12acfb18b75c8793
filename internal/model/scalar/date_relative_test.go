package scalar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// inShanghai is 31 August there, and 30 August in London.
func inShanghai(t *testing.T) func() scalar.Date {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	return scalar.Today(func() time.Time { return time.Date(2026, 8, 30, 16, 0, 0, 0, time.UTC) }, zone)
}

func TestParseDateAt(t *testing.T) {
	for text, want := range map[string]string{
		"2022": "2022", "2022-02": "2022-02", "2022-02-11": "2022-02-11",
		"today": "2026-08-31", "today-0d": "2026-08-31", "today+1d": "2026-09-01", "today-180d": "2026-03-04",
		"today-2w": "2026-08-17", "today+1m": "2026-09-30", "today-6m": "2026-02-28", "today-12m": "2025-08-31",
		"today-1y": "2025-08-31", "today-30m": "2024-02-29", "today+9999d": "2054-01-15",
	} {
		t.Run(text, func(t *testing.T) {
			d, err := scalar.ParseDateAt(text, inShanghai(t))
			require.NoError(t, err)
			assert.Equal(t, want, d.String())
		})
	}
}

func TestRelativeDatesThatAreNone(t *testing.T) {
	for text, message := range map[string]string{
		"": "today-180d", "yesterday": "today-180d", "2022-2": "today-180d", "Today": "today-180d", " today": "today-180d",
		"today ": "-180d, +2w", "today-": "-180d", "today-d": "-180d", "today-180": "-180d", "today180d": "-180d", "today--1d": "-180d",
		"today-1.5d": "-180d", "today-1q": "-180d", "today-99999d": "-180d", "today-1d-1d": "-180d", "today-1日": "-180d",
		"today+9999y": "its year", "today-9999y": "its year", "2022-13": "the month is 13",
	} {
		t.Run(text, func(t *testing.T) {
			_, err := scalar.ParseDateAt(text, inShanghai(t))
			require.ErrorContains(t, err, message)
		})
	}
}
