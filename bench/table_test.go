package main

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestLatencyHolds(t *testing.T) {
	const ms = time.Millisecond
	tests := []struct {
		name          string
		strict        bool
		service, hand time.Duration
		holds         bool
	}{
		{"below the limit", false, 1 * ms, 2 * ms, true},
		{"within the slack", false, 1800 * time.Microsecond, 1 * ms, true},
		{"beyond the slack", false, 1801 * time.Microsecond, 1 * ms, false},
		{"at the factor, strictly", true, 15 * ms, 10 * ms, true},
		{"within the slack, strictly", true, 15*ms + 1, 10 * ms, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := result{question: &question{strict: tt.strict}, service: latency{p50: tt.service}, byHand: latency{p50: tt.hand}}
			assert.Equal(t, tt.holds, r.latencyHolds())
		})
	}
}

func TestReport(t *testing.T) {
	fast := result{question: &question{name: "fast"}, serviceRate: 80, floorRate: 40, serviceHits: 6, byHandHits: 5}
	slow := result{question: &question{name: "slow"}, serviceRate: 20, floorRate: 40}
	slow.service.p50 = time.Second
	untimed := result{question: &question{name: "untimed"}}
	r := report{clients: 16, results: []result{fast, slow, untimed}}
	text := r.markdown()
	assert.Contains(t, text, "| fast | 0.00 | 0.00 | yes | 0.00 | 0.00 | 80 | 40 | 2.00 | yes | 6 | 5 |\n")
	assert.Contains(t, text, "| slow | 1000.00 | 0.00 | **no** | 0.00 | 0.00 | 20 | 40 | 0.50 | **no** | 0 | 0 |\n")
	assert.Contains(t, text, "| untimed | 0.00 | 0.00 | yes | 0.00 | 0.00 | – | – | – | – | 0 | 0 |\n")
	assert.Contains(t, text, "Geometric mean of the throughput ratios: 1.00.", "of 2 and 1/2")
	assert.NotContains(t, text, "first ms", "nothing was started anew")
	sameColumns(t, text)
}

func TestColdRun(t *testing.T) {
	run := coldRun{after: "of everything", waits: []coldWait{{"a page", time.Second, 2 * time.Millisecond}, {"too long", 0, time.Second}}}
	text := run.markdown()
	assert.Contains(t, text, "right after a start of everything")
	assert.Contains(t, text, "| a page | 1000.00 | 2.00 |\n")
	assert.Contains(t, text, "| too long | **no answer** | 1000.00 |\n")
}

// sameColumns checks that each row of a table has as many cells as its head.
func sameColumns(t *testing.T, text string) {
	t.Helper()
	columns := 0
	for line := range strings.Lines(text) {
		if n := strings.Count(line, "|"); n > 0 {
			if columns == 0 {
				columns = n
			}
			assert.Equal(t, columns, n, "%s", line)
		}
	}
}
