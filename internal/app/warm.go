package app

import (
	"context"
	"log/slog"
	"maps"

	"github.com/clustergraph/clustergraph/internal/read/ask"
	"github.com/clustergraph/clustergraph/web/src/playground/tabs"
)

// searched are what is searched for to warm search: characters and pinyin.
func searched() []string { return []string{"张家港", "zjg"} }

// Warm asks the ready questions of the playground and some searches, one after the other, and
// discards the answers. The database has their plans from then on, so that the first reader does
// not wait for them; it plans a text once, so the questions have to be those of the readers, asked
// as they ask them. One that fails is noted at the level of debugging. Warm ends with the context.
func Warm(ctx context.Context, answer ask.Func, log *slog.Logger) error {
	questions, err := tabs.Questions()
	if err != nil {
		return err
	}
	for _, q := range withSearches(questions) {
		warm(ctx, answer, q, log)
	}
	return nil
}

// warm asks one question, unless the context has ended.
func warm(ctx context.Context, answer ask.Func, q tabs.Question, log *slog.Logger) {
	if ctx.Err() != nil {
		return
	}
	if _, errs := answer(ctx, q.Query, q.Variables); len(errs) > 0 && ctx.Err() == nil {
		log.Debug("a ready question was not warmed", "question", q.ID, "cause", errs)
	}
}

// withSearches puts the searches in the place of the one that the playground shows.
func withSearches(questions []tabs.Question) []tabs.Question {
	var list []tabs.Question
	for _, q := range questions {
		if _, searches := q.Variables["text"]; !searches {
			list = append(list, q)
			continue
		}
		for _, text := range searched() {
			other := q
			other.Variables = maps.Clone(q.Variables)
			other.Variables["text"] = text
			list = append(list, other)
		}
	}
	return list
}
