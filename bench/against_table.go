package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// mostRatio bounds how much slower a program may be than the one before.
const mostRatio = 1.15

// comparison is a whole run of two programs.
type comparison struct {
	clients, runs int
	pairs         []pair
}

// pair is what was measured of one query: of the service, and of the other program.
type pair struct {
	name  string
	sides [2]side
}

// side is a program's part: hits where they were counted, and a latency and a throughput a run.
type side struct {
	hits  int64
	waits []time.Duration
	rates []float64
}

// markdown is the table of the run.
func (c comparison) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "| query | database hits | before | ratio | holds | p50 ms | before | ratio | holds | req/s, %d clients | before | ratio | holds |\n", c.clients)
	b.WriteString("|---|--:|--:|--:|:-:|--:|--:|--:|:-:|--:|--:|--:|:-:|\n")
	for _, p := range c.pairs {
		fmt.Fprintf(&b, "| %s |%s%s%s\n", p.name, p.hitCells(), p.waitCells(), p.rateCells())
	}
	fmt.Fprintf(&b, "\nMedians of %d alternating runs; ratios are new to old.\n", c.runs)
	return b.String()
}

const noCells = " – | – | – | – |"

// hitCells hold where there are no more hits than before.
func (p pair) hitCells() string {
	now, before := p.sides[0].hits, p.sides[1].hits
	if before == 0 {
		return noCells
	}
	return fmt.Sprintf(" %d | %d | %.2f | %s |", now, before, float64(now)/float64(before), yes(now <= before))
}

func (p pair) waitCells() string {
	now, before := median(p.sides[0].waits), median(p.sides[1].waits)
	ratio := float64(now) / float64(before)
	return fmt.Sprintf(" %s | %s | %.2f | %s |", ms(now), ms(before), ratio, yes(ratio <= mostRatio))
}

// rateCells hold where a request takes no more than the bound of what it took.
func (p pair) rateCells() string {
	now, before := median(p.sides[0].rates), median(p.sides[1].rates)
	if before == 0 {
		return noCells
	}
	return fmt.Sprintf(" %.0f | %.0f | %.2f | %s |", now, before, now/before, yes(before <= mostRatio*now))
}

// median is the middle one, of an even number the lower of the two.
func median[T int64 | float64 | time.Duration](list []T) T {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[(len(sorted)-1)/2]
}
