package main

import (
	"fmt"
	"slices"
	"time"
)

// sameAnswers refuses to compare programs that answer differently.
func sameAnswers(apis [2]*client, q *question) error {
	for _, s := range q.samples[:min(len(q.samples), mostSamples)] {
		var answers [2][]string
		for side, api := range apis {
			answer, err := api.ask(api.request(q.graphql, s.variables))
			if err != nil {
				return err
			}
			if answers[side], err = flatAnswer(answer); err != nil {
				return err
			}
		}
		if !slices.Equal(answers[0], answers[1]) {
			return fmt.Errorf("%v: the service answers %.300v, the other program %.300v", s.variables, answers[0], answers[1])
		}
	}
	return nil
}

// alternate measures both ways in turn, as often as there are runs. Which goes first
// alternates too.
func (b *bench) alternate(ways [2]way, p *pair) error {
	const warmUp, oneClient = time.Second, time.Second
	if _, err := rates(2, warmUp, ways[:]...); err != nil {
		return err
	}
	for run := range b.runs {
		first := run % 2
		turned := []way{ways[first], ways[1-first]}
		waits, err := latencies(oneClient, turned...)
		if err != nil {
			return err
		}
		served := make([]float64, len(turned))
		if b.seconds > 0 {
			if served, err = rates(b.clients, b.span(), turned...); err != nil {
				return err
			}
		}
		for i, side := range []int{first, 1 - first} {
			s := &p.sides[side]
			s.waits, s.rates = append(s.waits, waits[i].p50), append(s.rates, served[i])
		}
	}
	return nil
}
