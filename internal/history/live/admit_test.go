package live_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/history/live"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Subscriptions of every kind are within one bound.
func TestOtherSubscriptionsAreCounted(t *testing.T) {
	hub := live.New(nil, live.Options{Most: 1})
	leave, err := hub.Admit()
	require.NoError(t, err)
	_, err = hub.Admit()
	assert.Equal(t, fault.RateLimited, fault.CodeOf(err))
	assert.ErrorContains(t, err, "--max-subscriptions")
	_, err = hub.Subscribe(t.Context(), nil, live.Filter{})
	assert.Equal(t, fault.RateLimited, fault.CodeOf(err))
	leave()
	_, err = hub.Admit()
	assert.NoError(t, err)
}
