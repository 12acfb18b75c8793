package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/read/plan"
	"github.com/clustergraph/clustergraph/internal/write/mutation"
)

const (
	// IdempotencyKey is the header by which a client names a mutation request, so that it takes
	// effect once however often it is sent.
	IdempotencyKey = "Idempotency-Key"
	// longestKey bounds the key, in characters.
	longestKey = 255
	// keepTime bounds how long an answer is held up to be kept.
	keepTime = 2 * time.Second
)

// onceOf reads which request a mutation is; nil where its client does not name it, and for reads.
func onceOf(oc *graphql.OperationContext, who string, writes []plan.Write) (*mutation.Once, error) {
	given := oc.Headers.Values(IdempotencyKey)
	if len(given) == 0 || oc.Operation.Operation != ast.Mutation {
		return nil, nil
	}
	if len(given) > 1 || !usable(given[0]) {
		return nil, fault.New(fault.BadUserInput, "the header %s must be one text of 1 to %d visible ASCII characters, such as a UUID", IdempotencyKey, longestKey)
	}
	for i := range writes {
		if !transactional(&writes[i]) {
			return nil, fault.New(fault.BadUserInput, "%s is no part of a transaction, so the header %s cannot let it take effect once; leave the header out", writes[i].Name, IdempotencyKey)
		}
	}
	asked, err := json.Marshal([]any{oc.RawQuery, oc.Operation.Name, oc.Variables})
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "the request cannot be told from others")
	}
	sum := sha256.Sum256(asked)
	return &mutation.Once{Who: who, Key: given[0], Digest: hex.EncodeToString(sum[:])}, nil
}

func usable(key string) bool {
	for i := range len(key) {
		if key[i] <= ' ' || key[i] > '~' {
			return false
		}
	}
	return key != "" && len(key) <= longestKey
}

// kept is an answer as it is kept for repetitions of its request.
type kept struct {
	Data   json.RawMessage `json:"data"`
	Errors gqlerror.List   `json:"errors,omitempty"`
}

// settle keeps the answer of a request that took effect, or answers a repetition with the first
// answer. What fails here leaves the answer at hand, which tells what was written as it is now.
func (r *request) settle(ctx context.Context, answer *graphql.Response) *graphql.Response {
	if r.once == nil || !r.done.Took || answer == nil {
		return answer
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepTime)
	defer cancel()
	if r.done.Repeated {
		return r.first(ctx, answer)
	}
	if text, err := json.Marshal(kept{answer.Data, answer.Errors}); err == nil && !slices.ContainsFunc(answer.Errors, leavesOpen) {
		_ = r.mutations.Keep(ctx, *r.once, text)
	}
	return answer
}

// leavesOpen tells errors after which a client is better told what was written.
func leavesOpen(err *gqlerror.Error) bool {
	code, _ := err.Extensions["code"].(string)
	return fault.Code(code).LeavesOpen()
}

func (r *request) first(ctx context.Context, now *graphql.Response) *graphql.Response {
	text, err := r.mutations.Kept(ctx, *r.once)
	var before kept
	if err != nil || text == nil || json.Unmarshal(text, &before) != nil {
		return now
	}
	now.Data, now.Errors = before.Data, before.Errors
	return now
}
