package live

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/history/feed"
)

func TestRingKeepsTheLastPart(t *testing.T) {
	r := newRing(7, 5)
	check := func(first, end int64) {
		t.Helper()
		assert.Equal(t, []int64{first, end}, []int64{r.first, r.end})
		assert.Len(t, r.changes, int(end-first))
		assert.Equal(t, first > 1, !r.holds(first-1))
		assert.True(t, r.holds(first))
		assert.True(t, r.holds(end+3), "what is still to come")
		assert.Len(t, r.from(first), int(end-first))
		assert.Empty(t, r.from(end))
		assert.Empty(t, r.from(end+3))
		size := 0
		for _, c := range r.changes {
			size += c.Size()
		}
		assert.Equal(t, size, r.bytes)
	}
	check(7, 7)
	r.add(make([]feed.Stored, 3))
	check(7, 10)
	early := r.from(8)
	r.add(make([]feed.Stored, 4))
	check(9, 14)
	assert.Len(t, early, 2, "what was taken stays")
	r.add(make([]feed.Stored, 100))
	check(109, 114)
	r.forget()
	check(114, 114)
	r.add(make([]feed.Stored, 2))
	check(114, 116)
}

func TestRingIsBoundedInBytes(t *testing.T) {
	r := newRing(1, 1<<20)
	one := feed.Stored{}
	n := keptBytes/one.Size() + 10
	r.add(make([]feed.Stored, n))
	assert.LessOrEqual(t, r.bytes, keptBytes)
	assert.Equal(t, int64(n+1), r.end)
	assert.Len(t, r.changes, keptBytes/one.Size())
}

func TestPausesAfterFailures(t *testing.T) {
	var got []time.Duration
	for failures := 1; failures < 6; failures++ {
		got = append(got, retryPause(200*time.Millisecond, failures))
	}
	ms := time.Millisecond
	assert.Equal(t, []time.Duration{200 * ms, 400 * ms, 800 * ms, 1600 * ms, 2000 * ms}, got)
	assert.Equal(t, longestPause, retryPause(200*ms, 1_000_000))
}
