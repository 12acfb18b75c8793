package main

import (
	"encoding/json"
	"os"
	"time"
)

// numbers are what was measured of one query; a pair is of this tree and of what it is
// compared with.
type numbers struct {
	Query string `json:"query"`
	// P50, First and Tenth are milliseconds.
	P50               *[2]float64 `json:"p50,omitempty"`
	RequestsPerSecond *[2]float64 `json:"requestsPerSecond,omitempty"`
	DatabaseHits      *[2]int64   `json:"databaseHits,omitempty"`
	First             float64     `json:"first,omitempty"`
	Tenth             float64     `json:"tenth,omitempty"`
}

// keep writes what was measured to the file of the flags, if there is one.
func (o options) keep(measured []numbers) error {
	if o.json == "" {
		return nil
	}
	text, err := json.MarshalIndent(measured, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(o.json, append(text, '\n'), 0o644)
}

func (r report) numbers() []numbers {
	var list []numbers
	for _, x := range r.results {
		list = append(list, numbers{
			Query: x.question.name, P50: milliseconds(x.service.p50, x.byHand.p50),
			RequestsPerSecond: &[2]float64{x.serviceRate, x.floorRate}, DatabaseHits: &[2]int64{x.serviceHits, x.byHandHits},
		})
	}
	for _, w := range r.cold.waits {
		both := milliseconds(w.first, w.tenth)
		list = append(list, numbers{Query: "cold: " + w.name, First: both[0], Tenth: both[1]})
	}
	return list
}

func (c comparison) numbers() []numbers {
	var list []numbers
	for _, p := range c.pairs {
		now, before := p.sides[0], p.sides[1]
		n := numbers{
			Query: p.name, P50: milliseconds(median(now.waits), median(before.waits)),
			RequestsPerSecond: &[2]float64{median(now.rates), median(before.rates)},
		}
		if before.hits > 0 {
			n.DatabaseHits = &[2]int64{now.hits, before.hits}
		}
		list = append(list, n)
	}
	return list
}

func milliseconds(a, b time.Duration) *[2]float64 {
	return &[2]float64{float64(a) / float64(time.Millisecond), float64(b) / float64(time.Millisecond)}
}
