package fault_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestErrorText(t *testing.T) {
	tests := []struct {
		name string
		err  *fault.Error
		want string
	}{
		{"with values", fault.New(fault.NotFound, "no %s with id %q", "firm", "com_1"), `no firm with id "com_1"`},
		{"with a per cent sign as a value", fault.New(fault.BadUserInput, "share %s", "100%"), "share 100%"},
		{"with a cause", fault.Wrap(fault.Timeout, io.ErrUnexpectedEOF, "ask for %d less", 5), "ask for 5 less: unexpected EOF"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.EqualError(t, tt.err, tt.want) })
	}
}

// What a client sees must not hold what only the log may know.
func TestMessageLeavesOutTheCause(t *testing.T) {
	err := fault.Wrap(fault.DatabaseUnavailable, errors.New("bolt://10.0.0.7 refused"), "try again")
	assert.Equal(t, "try again", err.Message)
	assert.Equal(t, "bolt://10.0.0.7 refused", errors.Unwrap(err).Error())
	assert.NoError(t, errors.Unwrap(fault.New(fault.Conflict, "changed meanwhile")))
}

func TestCodeOf(t *testing.T) {
	conflict := fault.New(fault.Conflict, "changed meanwhile")
	tests := []struct {
		name string
		err  error
		want fault.Code
	}{
		{"one of ours", conflict, fault.Conflict},
		{"one that is wrapped", fmt.Errorf("save: %w", conflict), fault.Conflict},
		{"one among several", errors.Join(io.EOF, conflict), fault.Conflict},
		{"the outer of two", fault.Wrap(fault.Timeout, conflict, "too slow"), fault.Timeout},
		{"a foreign one", io.EOF, fault.Internal},
		{"none", nil, fault.Internal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, fault.CodeOf(tt.err)) })
	}
}

func TestCauseIsFound(t *testing.T) {
	err := fmt.Errorf("import: %w", fault.Wrap(fault.Internal, io.ErrClosedPipe, "the file could not be read"))
	assert.ErrorIs(t, err, io.ErrClosedPipe)
}
