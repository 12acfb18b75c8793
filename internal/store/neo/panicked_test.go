package neo

import (
	"errors"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// The errors of a Neo4j whose disk is full, as it sends them.
func TestPanicked(t *testing.T) {
	const restart = "The database has encountered a critical error, and needs to be restarted. Please see database logs for more details."
	tests := []struct {
		name     string
		err      error
		panicked bool
	}{
		{"the commit without room", &neo4j.Neo4jError{Code: logFailed, Msg: "Could not append transaction: Transaction #7 to log."}, true},
		{"whose commit it is", unsure{&neo4j.Neo4jError{Code: logFailed}}, true},
		{"what comes after", &neo4j.Neo4jError{Code: "Neo.DatabaseError.Transaction.TransactionStartFailed", Msg: restart}, true},
		{"a database that is just being started", &neo4j.Neo4jError{Code: "Neo.TransientError.General.DatabaseUnavailable", Msg: "The database is not currently available to serve your request"}, false},
		{"a lost connection", &neo4j.ConnectivityError{Inner: errors.New("reset")}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			called := 0
			db := &DB{panicked: func() string { called++; return "its disk has 0 MB left" }}
			err := db.explained(translate(t.Context(), tt.err))
			f, is := errors.AsType[*fault.Error](err)
			require.True(t, is)
			assert.Equal(t, fault.DatabaseUnavailable, f.Code)
			assert.Equal(t, tt.panicked, Panicked(err))
			if tt.panicked {
				assert.Equal(t, "the database gave up after a failure, such as a full disk, and has to be started again; its disk has 0 MB left", f.Message)
			}
			assert.Equal(t, tt.panicked, called == 1, "who runs it is told")
		})
	}
}
