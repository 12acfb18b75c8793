package support

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Outcome is what became of a request.
type Outcome struct {
	Reply
	Err error
}

// Send sends one operation and returns at once.
func (a *API) Send(ctx context.Context, query string) <-chan Outcome {
	done := make(chan Outcome, 1)
	go func() {
		r, err := a.Post(ctx, query, nil)
		done <- Outcome{r, err}
	}()
	return done
}

// Crowd asks in parallel, each on another connection.
func (a *API) Crowd(t testing.TB, clients int) {
	t.Helper()
	all := make([]<-chan Outcome, clients)
	for i := range all {
		all[i] = a.Send(t.Context(), `{ companies(first: 57) { nodes { name segments { nodes { name chain { name } } } } } }`)
	}
	for _, done := range all {
		got := <-done
		assert.NoError(t, got.Err)
		assert.Empty(t, got.Errors)
	}
}
