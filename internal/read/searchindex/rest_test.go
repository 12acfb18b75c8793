package searchindex

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestRest(t *testing.T) {
	const ms = time.Millisecond
	tests := []struct {
		name       string
		done       progress
		took, want time.Duration
	}{
		{"nothing to do", progress{}, 5 * ms, interval / 2},
		{"a little", progress{more: true}, 100 * ms, interval - 100*ms},
		{"slowly", progress{more: true}, 900 * ms, interval / 10},
		{"a backlog", progress{more: true, behind: true}, 100 * ms, 100 * ms},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, rest(tt.done, tt.took)) })
	}
}
