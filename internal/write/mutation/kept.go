package mutation

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const (
	// mostKept bounds an answer that is kept, in bytes; a longer one is read anew.
	mostKept = 1 << 20
	// forgotten is how many old requests are forgotten for each that is kept.
	forgotten = 100
	// A request that is repeated while the first is being answered waits for its answer.
	answerTries, answerPause = 20, 50 * time.Millisecond
)

// Keep keeps the answer of a request that took effect, for its repetitions, and forgets some
// that are old. An answer that is too long, or that somebody's opt-out has since taken with all
// others, is not kept.
func (r *Runner) Keep(ctx context.Context, o Once, answer []byte) error {
	if len(answer) > mostKept {
		return nil
	}
	return r.db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Query(ctx, query.Statement{
			Text:   "MATCH " + requestNode + " WHERE k.digest = $digest AND k.private IS NULL SET k.answer = $answer",
			Params: map[string]any{"id": o.id(), "digest": o.Digest, "answer": string(answer)},
		})
		if err != nil {
			return err
		}
		_, err = tx.Query(ctx, query.Statement{
			Text:   "MATCH (k:" + catalog.RequestLabel + ") WHERE k.at < $oldest WITH k LIMIT $most DELETE k",
			Params: map[string]any{"oldest": time.Now().Add(-Remembered).UnixMilli(), "most": forgotten},
		})
		return err
	})
}

// Kept is the answer of a request that took effect before; nil where it is not kept.
func (r *Runner) Kept(ctx context.Context, o Once) ([]byte, error) {
	for range answerTries {
		found, is, err := query.One[struct {
			Answer string `column:"answer"`
			Wait   bool   `column:"wait"`
		}](ctx, r.db, query.Statement{
			Text: "MATCH " + requestNode + " WHERE k.digest = $digest RETURN coalesce(k.answer, '') AS answer, " +
				"k.answer IS NULL AND k.private IS NULL AND k.at > $recent AS wait",
			Params: map[string]any{"id": o.id(), "digest": o.Digest, "recent": time.Now().Add(-answerTries * answerPause).UnixMilli()},
		})
		if err != nil || !is || !found.Wait {
			if found.Answer == "" {
				return nil, err
			}
			return []byte(found.Answer), err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(answerPause):
		}
	}
	return nil, nil
}
