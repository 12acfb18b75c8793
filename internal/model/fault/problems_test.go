package fault_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestJoin(t *testing.T) {
	first, second, third := fault.New(fault.BadUserInput, "a"), fault.New(fault.BadUserInput, "b"), fault.New(fault.NotFound, "c")
	other := errors.New("broken")
	many := make([]error, fault.MostProblems+1)
	for i := range many {
		many[i] = first
	}
	tests := []struct {
		name string
		errs []error
		want []error
	}{
		{"nothing", []error{nil, nil}, nil},
		{"one", []error{nil, first}, []error{first}},
		{"several", []error{fault.Join(first, second), nil, third}, []error{first, second, third}},
		{"one that is no fault", []error{first, other}, []error{other}},
		{"more than are told", many, many[1:]},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, fault.Each(fault.Join(tt.errs...))) })
	}
}
