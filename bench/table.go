package main

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// result is what was measured of one query.
type result struct {
	question                *question
	service, byHand         latency
	serviceRate, floorRate  float64
	serviceHits, byHandHits int64
}

// report is a whole run.
type report struct {
	scale, clients int
	results        []result
	cold           coldRun
	start          time.Duration
	resident       int64
}

// Bounds that a read must keep, besides those of the hits, which have none.
const (
	latencyFactor = 1.5
	latencySlack  = 300 * time.Microsecond
	rateFactor    = 0.9
)

func (r result) latencyHolds() bool {
	limit := time.Duration(latencyFactor * float64(r.byHand.p50))
	if !r.question.strict {
		limit += latencySlack
	}
	return r.service.p50 <= limit
}

func (r result) rateHolds() bool { return r.serviceRate >= rateFactor*r.floorRate }

// markdown are the tables of the run.
func (r report) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "| query | p50 ms | limit | holds | p95 ms | limit | req/s, %d clients | floor | ratio | holds | database hits | limit |\n", r.clients)
	b.WriteString("|---|--:|--:|:-:|--:|--:|--:|--:|--:|:-:|--:|--:|\n")
	for _, x := range r.results {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |%s %d | %d |\n", x.question.name,
			ms(x.service.p50), ms(x.byHand.p50), yes(x.latencyHolds()), ms(x.service.p95), ms(x.byHand.p95), x.rateCells(), x.serviceHits, x.byHandHits)
	}
	if mean := r.meanRatio(); mean > 0 {
		fmt.Fprintf(&b, "\nGeometric mean of the throughput ratios: %.2f.", mean)
	}
	if r.start > 0 {
		fmt.Fprintf(&b, " Start of the service with Neo4j up: %.2f s. Largest resident memory of it: %.0f MiB.", r.start.Seconds(), float64(r.resident)/(1<<20))
	}
	b.WriteString("\n")
	b.WriteString(r.cold.markdown())
	return b.String()
}

func (r result) rateCells() string {
	if r.floorRate == 0 {
		return " – | – | – | – |"
	}
	return fmt.Sprintf(" %.0f | %.0f | %.2f | %s |", r.serviceRate, r.floorRate, r.serviceRate/r.floorRate, yes(r.rateHolds()))
}

// meanRatio is the geometric mean of the throughput ratios; 0 where none was measured.
func (r report) meanRatio() float64 {
	sum, n := 0.0, 0
	for _, x := range r.results {
		if x.floorRate > 0 {
			sum, n = sum+math.Log(x.serviceRate/x.floorRate), n+1
		}
	}
	if n == 0 {
		return 0
	}
	return math.Exp(sum / float64(n))
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000) }

func yes(holds bool) string {
	if holds {
		return "yes"
	}
	return "**no**"
}
