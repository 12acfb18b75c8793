package neo

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Only a commit that nobody answered leaves open whether it took effect.
func TestEffectOfErrors(t *testing.T) {
	late, cancel := context.WithDeadline(t.Context(), time.Now())
	defer cancel()
	lost := &neo4j.ConnectivityError{Inner: errors.New("reset")}
	tests := []struct {
		name string
		ctx  context.Context
		err  error
		code fault.Code
		want any
	}{
		{"a connection lost before the commit", t.Context(), lost, fault.DatabaseUnavailable, false},
		{"a connection lost in the commit", t.Context(), unsure{lost}, fault.DatabaseUnavailable, true},
		{"time was up before the commit", late, lost, fault.Timeout, false},
		{"time was up in the commit", late, unsure{lost}, fault.Timeout, true},
		{"the server refused", t.Context(), &neo4j.Neo4jError{Code: violation}, fault.Conflict, nil},
		{"a statement failed", t.Context(), &neo4j.Neo4jError{Code: "Neo.ClientError.Statement.SyntaxError"}, fault.Internal, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, is := errors.AsType[*fault.Error](Effect(translate(tt.ctx, tt.err)))
			require.True(t, is)
			assert.Equal(t, tt.code, f.Code)
			assert.Equal(t, tt.want, f.Details[fault.MayHaveTakenEffect])
		})
	}
}
