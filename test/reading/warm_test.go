package reading_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/bench/tap"
	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/schema"
	"github.com/clustergraph/clustergraph/test/support"
	"github.com/clustergraph/clustergraph/web/src/playground/tabs"
)

// TestWarmedQuestionsMeetTheirPlans compares the texts of the statements that warming sends with
// those of a client that asks the same over HTTP: the database keeps a plan by its text.
func TestWarmedQuestionsMeetTheirPlans(t *testing.T) {
	config := neotest.Config(t)
	db := neotest.Open(t)
	api := support.Serve(t, db, support.Fixture(t), app.Options{})
	api.Index(t)
	listening, err := tap.Open(strings.TrimPrefix(config.URI, "bolt://"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = listening.Close() })
	config.URI = "bolt://" + listening.Address()
	tapped, err := neo.Open(config)
	require.NoError(t, err)
	t.Cleanup(func() { _ = tapped.Close(context.WithoutCancel(t.Context())) })

	srv, err := app.New(t.Context(), tapped, support.Declared(t), schema.Served(), app.Options{})
	require.NoError(t, err)
	sent(t, listening)
	require.NoError(t, app.Warm(t.Context(), app.Ask(srv, grant.Default()), slog.New(slog.DiscardHandler)))
	warmed := sent(t, listening)
	api = support.ServeLoaded(t, tapped, app.Options{})
	sent(t, listening)
	questions, err := tabs.Questions()
	require.NoError(t, err)
	for _, q := range questions {
		_, err := api.Post(t.Context(), q.Query, q.Variables) // the fixture lacks what some of them name
		require.NoError(t, err)
		texts := sent(t, listening)
		assert.NotEmpty(t, texts, q.ID)
		for text := range texts {
			assert.Contains(t, warmed, text, q.ID)
		}
	}
}

// sent are the texts of the statements since the last call.
func sent(t *testing.T, listening *tap.Tap) map[string]bool {
	t.Helper()
	statements, err := listening.Take()
	require.NoError(t, err)
	texts := map[string]bool{}
	for _, s := range statements {
		texts[s.Text] = true
	}
	return texts
}
