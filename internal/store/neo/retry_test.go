package neo

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// What passes is the same for reads and writes.
func TestRetried(t *testing.T) {
	server := func(code string) error { return &neo4j.Neo4jError{Code: code} }
	deadlock := server("Neo.TransientError.Transaction.DeadlockDetected")
	gone := server("Neo.ClientError.Statement.EntityNotFound")
	removed := fault.Wrap(fault.Conflict, ErrVanished, "a node was removed; try again")
	tests := []struct {
		name  string
		fails []error
		tries int
		code  fault.Code
	}{
		{"at once", nil, 1, ""},
		{"in passing", []error{deadlock, deadlock}, 3, ""},
		{"the connection", []error{&neo4j.ConnectivityError{Inner: errors.New("reset")}}, 2, ""},
		{"an entity that is gone", []error{gone}, 2, ""},
		{"what others removed", []error{removed}, 2, ""},
		{"for good", []error{server("Neo.ClientError.Statement.SyntaxError")}, 1, fault.Internal},
		{"a refusal", []error{fault.New(fault.NotFound, "no")}, 1, fault.NotFound},
		{"the user", []error{server("Neo.ClientError.Security.Unauthorized")}, 1, fault.DatabaseUnavailable},
	}
	db := &DB{patience: time.Minute}
	for name, wait := range map[string]patience{"reading": whileReading, "writing": db.whileWriting} {
		for _, tt := range tests {
			t.Run(name+" "+tt.name, func(t *testing.T) {
				tries := 0
				err := retried(t.Context(), wait, func() (bool, error) {
					if tries++; tries <= len(tt.fails) {
						return passing(tt.fails[tries-1]), tt.fails[tries-1]
					}
					return false, nil
				})
				assert.Equal(t, tt.tries, tries)
				if tt.code == "" {
					assert.NoError(t, err)
					return
				}
				assert.Equal(t, tt.code, fault.CodeOf(err))
			})
		}
	}
}

func TestRetriedEndsWithItsPatience(t *testing.T) {
	tries := 0
	err := retried(t.Context(), func(error) time.Duration { return 0 }, func() (bool, error) {
		tries++
		return true, &neo4j.ConnectivityError{Inner: errors.New("reset")}
	})
	assert.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err))
	assert.LessOrEqual(t, tries, 2)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, retried(ctx, whileReading, func() (bool, error) { return true, ErrVanished }), context.Canceled)
}
