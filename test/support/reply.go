package support

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Vars are the variables of an operation, and any other object of an input.
type Vars = map[string]any

// Reply is the body of an answer.
type Reply struct {
	Data   any          `json:"data"`
	Errors []ReplyError `json:"errors"`
}

// ReplyError is one of its errors.
type ReplyError struct {
	Message    string         `json:"message"`
	Path       []any          `json:"path"`
	Extensions map[string]any `json:"extensions"`
}

// Code is the code of an error, "" if it has none.
func (e ReplyError) Code() string {
	code, _ := e.Extensions["code"].(string)
	return code
}

// Post sends one operation and reads the answer.
func (a *API) Post(ctx context.Context, query string, v Vars) (r Reply, err error) {
	err = a.PostInto(ctx, query, v, &r)
	return r, err
}

// PostInto sends one operation and reads the answer into a value of its shape.
func (a *API) PostInto(ctx context.Context, query string, v Vars, answer any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": v})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, a.Base+"/graphql", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	return json.NewDecoder(response.Body).Decode(answer)
}

// Ask sends one operation, which must be answered, with errors or without.
func (a *API) Ask(t testing.TB, query string, v Vars) Reply {
	t.Helper()
	r, err := a.Post(t.Context(), query, v)
	require.NoError(t, err)
	return r
}

// Data sends what must succeed.
func (a *API) Data(t testing.TB, query string, v Vars) any {
	t.Helper()
	r := a.Ask(t, query, v)
	require.Empty(t, r.Errors, query)
	return r.Data
}

// Same asserts the whole answer of an operation.
func (a *API) Same(t testing.TB, want, query string, v Vars) {
	t.Helper()
	got, err := json.Marshal(a.Data(t, query, v))
	require.NoError(t, err)
	require.JSONEq(t, want, string(got), query)
}

// Refused asserts the only error of a request.
func (a *API) Refused(t testing.TB, query string, v Vars, code, argument, says string) ReplyError {
	t.Helper()
	r := a.Ask(t, query, v)
	require.Len(t, r.Errors, 1, "%v", r)
	assert.Equal(t, code, r.Errors[0].Code(), r.Errors[0].Message)
	assert.Contains(t, r.Errors[0].Message, says)
	if argument != "" {
		path, _ := r.Errors[0].Extensions["argument"].([]any)
		require.NotEmpty(t, path, r.Errors[0].Message)
		assert.Equal(t, argument, path[0])
	}
	return r.Errors[0]
}

// Unavailable asserts that an answer says that the database is away, and nothing else.
func Unavailable(t testing.TB, r Reply) {
	t.Helper()
	require.NotEmpty(t, r.Errors)
	for _, e := range r.Errors {
		assert.Equal(t, "DATABASE_UNAVAILABLE", e.Code(), e.Message)
		assert.Contains(t, e.Message, "try again")
		assert.NotContains(t, e.Message, "127.0.0.1", "where the database is stays inside")
	}
}
