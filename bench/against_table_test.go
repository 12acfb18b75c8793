package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestMedian(t *testing.T) {
	tests := []struct {
		name string
		list []float64
		want float64
	}{
		{"one", []float64{3}, 3},
		{"odd", []float64{9, 1, 5}, 5},
		{"even", []float64{4, 1, 3, 2}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := append([]float64{}, tt.list...)
			assert.InDelta(t, tt.want, median(tt.list), 0)
			assert.Equal(t, before, tt.list, "the list stays in its order")
		})
	}
}

func TestComparison(t *testing.T) {
	waits := func(of ...time.Duration) []time.Duration { return of }
	const ms = time.Millisecond
	c := comparison{clients: 16, runs: 3, pairs: []pair{
		{"as before", [2]side{{5, waits(115*ms, 100*ms, 300*ms), []float64{100, 100, 90}}, {5, waits(100*ms, 99*ms, 101*ms), []float64{114, 114, 90}}}},
		{"worse", [2]side{{6, waits(116 * ms), []float64{50}}, {5, waits(100 * ms), []float64{100}}}},
		{"a write", [2]side{{0, waits(2 * ms), []float64{0}}, {0, waits(4 * ms), []float64{0}}}},
	}}
	text := c.markdown()
	assert.Contains(t, text, "| as before | 5 | 5 | 1.00 | yes | 115.00 | 100.00 | 1.15 | yes | 100 | 114 | 0.88 | yes |\n")
	assert.Contains(t, text, "| worse | 6 | 5 | 1.20 | **no** | 116.00 | 100.00 | 1.16 | **no** | 50 | 100 | 0.50 | **no** |\n")
	assert.Contains(t, text, "| a write | – | – | – | – | 2.00 | 4.00 | 0.50 | yes | – | – | – | – |\n")
	assert.Contains(t, text, "Medians of 3 alternating runs")
	sameColumns(t, text)
}
