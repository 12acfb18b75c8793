package mutation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Remembered is how long a request with a key is told from a repetition of it.
const Remembered = 24 * time.Hour

// Once makes a request take effect once, however often it is sent.
type Once struct {
	// Who sends it: others may use the same key.
	Who string
	// Key is the client's name of the request, Digest what it asks for.
	Key, Digest string
}

// id names the record of the request: keys are the client's own, and may tell something.
func (o Once) id() string {
	sum := sha256.Sum256([]byte(o.Who + "\x00" + o.Key))
	return hex.EncodeToString(sum[:])
}

const requestNode = "(k:" + catalog.RequestLabel + " {id: $id})"

// earlier is a request that took effect before with the same key.
type earlier struct {
	Free   bool     `column:"free"`
	Digest string   `column:"digest"`
	IDs    []string `column:"ids"`
}

// claim takes the key for the request at hand, under a lock: one that is sent at the same time
// waits for it. It returns the request that has taken it before, nil for none.
func (s *session) claim(ctx context.Context, o Once) (*earlier, error) {
	now := time.Now()
	found, _, err := query.One[earlier](ctx, s.tx, query.Statement{
		Text: "MERGE " + requestNode + " SET k.locked = true WITH k, k.digest IS NULL OR k.at < $oldest AS free, coalesce(k.digest, '') AS digest, coalesce(k.ids, []) AS ids " +
			"FOREACH (x IN CASE WHEN free THEN [k] ELSE [] END | SET x = $fresh) RETURN free, digest, ids",
		Params: map[string]any{
			"id": o.id(), "oldest": now.Add(-Remembered).UnixMilli(),
			"fresh": map[string]any{"id": o.id(), "digest": o.Digest, "at": now.UnixMilli()},
		},
	})
	if err != nil || found.Free {
		return nil, err
	}
	return &found, nil
}

// before tells what became of a request that was sent before, nil for one that was not.
func (s *session) before(ctx context.Context, fields []Field) ([]Result, error) {
	if s.once == nil {
		return nil, nil
	}
	found, err := s.claim(ctx, *s.once)
	switch {
	case err != nil || found == nil:
		return nil, err
	case found.Digest != s.once.Digest:
		return otherwise(fields), errOtherwise
	}
	s.repeated = true
	return s.repeat(ctx, fields, found)
}

// remember notes what the request's fields wrote, by id, in their transaction.
func (s *session) remember(ctx context.Context, o Once, results []Result) error {
	ids := make([]string, len(results))
	for i, r := range results {
		ids[i] = r.ID
		if text, is := r.Value.(string); is { // what a custom mutation is about
			ids[i] = text
		}
	}
	_, err := s.tx.Query(ctx, query.Statement{
		Text: "MATCH " + requestNode + " SET k.ids = $ids", Params: map[string]any{"id": o.id(), "ids": ids},
	})
	return err
}

// repeat answers a request that took effect before: with what it wrote as it is now. Its own
// answer, where it is still kept, takes the place of this.
func (s *session) repeat(ctx context.Context, fields []Field, before *earlier) ([]Result, error) {
	results := make([]Result, len(fields))
	for i, f := range fields {
		result := Result{Errors: []error{fault.New(fault.Conflict,
			"the request took effect when it was sent before with this Idempotency-Key, and what it answered is not kept; read what it wrote")}}
		if i < len(before.IDs) && before.IDs[i] != "" {
			now, err := s.asItIs(ctx, f, before.IDs[i])
			if err != nil {
				return nil, err
			}
			if len(now.Errors) == 0 {
				result = now
			}
		}
		results[i] = result
	}
	return results, nil
}

func (s *session) asItIs(ctx context.Context, f Field, id string) (Result, error) {
	if f.Custom != nil {
		return Result{ID: id, Value: id}, nil
	}
	return s.answer(ctx, f, id)
}

// otherwise refuses a key that another request has.
func otherwise(fields []Field) []Result {
	results := make([]Result, len(fields))
	for i := range results {
		results[i].Errors = []error{fault.New(fault.Conflict,
			"this Idempotency-Key was sent within a day with another request, which took effect; give each request a key of its own")}
	}
	return results
}
