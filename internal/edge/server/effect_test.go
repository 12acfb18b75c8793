package server

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// An error of a mutation whose code leaves it open says whether it may have taken effect.
func TestEffect(t *testing.T) {
	known := func(code fault.Code, may bool) error {
		f := fault.New(code, "it failed")
		f.Details = map[string]any{fault.MayHaveTakenEffect: may}
		return f
	}
	tests := []struct {
		name string
		kind ast.Operation
		err  error
		want any
	}{
		{"time is up, nobody knows", ast.Mutation, fault.New(fault.Timeout, "it took too long"), true},
		{"a cause of our own", ast.Mutation, errors.New("boom"), true},
		{"undone", ast.Mutation, known(fault.Internal, false), false},
		{"undone in time", ast.Mutation, known(fault.Timeout, false), false},
		{"lost while it was committed", ast.Mutation, known(fault.DatabaseUnavailable, true), true},
		{"refused", ast.Mutation, fault.New(fault.Conflict, "taken"), nil},
		{"a read", ast.Query, fault.New(fault.Timeout, "it took too long"), nil},
	}
	p := presenter{logger: slog.New(slog.DiscardHandler), timeout: time.Second}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx := context.WithValue(t.Context(), callKey{}, &call{kind: tt.kind})
			got := p.present(ctx, tt.err)
			assert.Equal(t, tt.want, got.Extensions[fault.MayHaveTakenEffect])
			switch tt.want {
			case true:
				assert.Contains(t, got.Message, ". What was to be written may have taken effect")
			case false:
				assert.Contains(t, got.Message, ". Nothing of it took effect")
			default:
				assert.NotContains(t, got.Message, "effect")
			}
		})
	}
}

func TestTheKeyOfAHandshakeIsNoRequests(t *testing.T) {
	h := map[string][]string{"Idempotency-Key": {"k"}, "Accept": {"x"}}
	assert.Equal(t, map[string][]string{"Accept": {"x"}}, map[string][]string(handshake(h)))
	assert.Contains(t, h, "Idempotency-Key", "the request itself keeps it")
}
