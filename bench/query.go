package main

import (
	"context"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// question is one question asked both ways.
type question struct {
	name string
	// graphql is the operation, cypher the same by hand.
	graphql, cypher string
	// samples are the values it is asked with, in turn; both ways take the same names.
	samples []sample
	// take cuts the page that cypher returns, where it reads one row more to know of a next page.
	take int
	// strict is set where the latency is held at the factor of the limit alone.
	strict bool
	// paths is set where cypher returns flat paths: then the sets of values are compared.
	paths bool
}

type sample struct {
	variables, params map[string]any
}

func same(values map[string]any) sample { return sample{values, values} }

// samplesOf makes a sample of each row of a statement.
func samplesOf(ctx context.Context, db *neo.DB, text string, name string) ([]sample, error) {
	rows, err := db.Query(ctx, query.Statement{Text: text})
	if err != nil {
		return nil, err
	}
	if len(rows.Values) == 0 {
		return nil, fmt.Errorf("no values for $%s: %s", name, text)
	}
	samples := make([]sample, len(rows.Values))
	for i, row := range rows.Values {
		samples[i] = same(map[string]any{name: row[0]})
	}
	return samples, nil
}

func (q *question) statement(i int) query.Statement {
	return query.Statement{Text: q.cypher, Params: q.samples[i%len(q.samples)].params}
}

// requests ask the service for each sample.
func (q *question) requests(api *client) [][]byte {
	var requests [][]byte
	for _, s := range q.samples {
		requests = append(requests, api.request(q.graphql, s.variables))
	}
	return requests
}

// handRequests ask the floor for each sample.
func (q *question) handRequests(floor *client) [][]byte {
	var requests [][]byte
	for _, s := range q.samples {
		requests = append(requests, floor.request(q.cypher, s.params))
	}
	return requests
}
