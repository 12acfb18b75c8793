package app

import (
	"bytes"
	"context"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/web/src/playground/tabs"
)

// asker notes what it is asked.
type asker struct {
	queries []string
	texts   []any
	after   func()
	errs    gqlerror.List
}

func (a *asker) answer(_ context.Context, query string, variables map[string]any) ([]byte, gqlerror.List) {
	a.queries = append(a.queries, query)
	if text, searches := variables["text"]; searches {
		a.texts = append(a.texts, text)
	}
	if a.after != nil {
		a.after()
	}
	return nil, a.errs
}

func TestWarmAsksEachReadyQuestion(t *testing.T) {
	questions, err := tabs.Questions()
	require.NoError(t, err)
	a := &asker{}
	require.NoError(t, Warm(t.Context(), a.answer, slog.New(slog.DiscardHandler)))
	times := map[string]int{}
	for _, query := range a.queries {
		times[query]++
	}
	for _, q := range questions {
		want := 1
		if q.ID == "search" {
			want = len(searched())
		}
		assert.Equal(t, want, times[q.Query], q.ID)
	}
	assert.Len(t, times, len(questions))
	assert.Equal(t, []any{"张家港", "zjg"}, a.texts)
}

func TestWarmEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	a := &asker{after: cancel, errs: gqlerror.List{gqlerror.Errorf("cancelled")}}
	var log bytes.Buffer
	require.NoError(t, Warm(ctx, a.answer, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	assert.Len(t, a.queries, 1)
	assert.Empty(t, log.String())
}

func TestWarmGoesOnAfterAFailure(t *testing.T) {
	whole, failing := &asker{}, &asker{errs: gqlerror.List{gqlerror.Errorf("no such field")}}
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	require.NoError(t, Warm(t.Context(), whole.answer, logger))
	assert.Empty(t, log.String())
	require.NoError(t, Warm(t.Context(), failing.answer, logger))
	assert.Equal(t, whole.queries, failing.queries)
	assert.Contains(t, log.String(), "level=DEBUG")
	assert.NotContains(t, log.String(), "level=ERROR")
	assert.Contains(t, log.String(), "no such field")
}
