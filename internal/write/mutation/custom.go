package mutation

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Custom is what a mutation field does that is not derived, as a part of the request's one
// transaction. It checks its arguments itself, since the other fields take effect with it or
// not at all, and may be run again from the start when the transaction is. It returns what its
// resolver answers with, or what is wrong: refused are fault errors, each with the path inside
// the arguments. An err is one of the database, as it came.
type Custom func(ctx context.Context, work record.Work, arguments map[string]any) (value any, refused []error, err error)

// custom runs a custom mutation.
func (s *session) custom(ctx context.Context, f Field) (Result, error) {
	value, refused, err := f.Custom(ctx, record.Work{Tx: s.tx, Writer: s.writer, Seen: s.seen, Veil: s.veil}, f.Arguments)
	if err != nil || len(refused) > 0 {
		return Result{Errors: refused}, err
	}
	return Result{Value: value}, nil
}
