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
	serviceRate, byHandRate float64
	serviceHits, byHandHits int64
}

// report is a whole run.
type report struct {
	scale, clients int
	results        []result
	start          time.Duration
	resident       int64
}

// Bounds that a read must keep, besides those of the hits, which have none.
const (
	latencyFactor = 1.5
	latencySlack  = 300 * time.Microsecond
	rateFactor    = 0.6
)

func (r result) latencyHolds() bool {
	return r.service.p50 <= time.Duration(latencyFactor*float64(r.byHand.p50))+latencySlack
}

func (r result) rateHolds() bool { return r.serviceRate >= rateFactor*r.byHandRate }

// markdown is the table of the run.
func (r report) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "| query | p50 ms | limit | holds | p95 ms | limit | req/s, %d clients | limit | ratio | holds | database hits | limit |\n", r.clients)
	b.WriteString("|---|--:|--:|:-:|--:|--:|--:|--:|--:|:-:|--:|--:|\n")
	product, n := 1.0, 0
	for _, x := range r.results {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |", x.question.name, ms(x.service.p50), ms(x.byHand.p50), yes(x.latencyHolds()), ms(x.service.p95), ms(x.byHand.p95))
		if x.byHandRate > 0 {
			ratio := x.serviceRate / x.byHandRate
			product, n = product*ratio, n+1
			fmt.Fprintf(&b, " %.0f | %.0f | %.2f | %s |", x.serviceRate, x.byHandRate, ratio, yes(x.rateHolds()))
		} else {
			b.WriteString(" – | – | – | – |")
		}
		fmt.Fprintf(&b, " %d | %d |\n", x.serviceHits, x.byHandHits)
	}
	if n > 0 {
		fmt.Fprintf(&b, "\nGeometric mean of the throughput ratios: %.2f.", math.Pow(product, 1/float64(n)))
	}
	if r.start > 0 {
		fmt.Fprintf(&b, " Start of the service with Neo4j up: %.2f s. Largest resident memory of it: %.0f MiB.", r.start.Seconds(), float64(r.resident)/(1<<20))
	}
	b.WriteString("\n")
	return b.String()
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000) }

func yes(holds bool) string {
	if holds {
		return "yes"
	}
	return "**no**"
}
