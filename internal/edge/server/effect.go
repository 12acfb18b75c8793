package server

import (
	"context"
	"errors"
	"maps"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const (
	mayHave = " What was to be written may have taken effect: read it before you write again, or send the request with a header Idempotency-Key, which makes that safe."
	hasNot  = " Nothing of it took effect: it can be sent again."
)

// openedBy says in an error of a mutation whether what was to be written may have taken effect,
// where the code leaves that open. What does not know is taken to have.
func openedBy(ctx context.Context, err error, f *fault.Error) *fault.Error {
	if callOf(ctx).kind != ast.Mutation || !f.Code.LeavesOpen() {
		return f
	}
	may := true
	if cause, is := errors.AsType[*fault.Error](err); is {
		if known, says := cause.Details[fault.MayHaveTakenEffect].(bool); says {
			may = known
		}
	}
	told := *f
	told.Details = map[string]any{}
	maps.Copy(told.Details, f.Details)
	told.Details[fault.MayHaveTakenEffect] = may
	told.Message = sentence(f.Message) + hasNot
	if may {
		told.Message = sentence(f.Message) + mayHave
	}
	return &told
}

// sentence is a message that another sentence may follow.
func sentence(message string) string { return strings.TrimSuffix(message, ".") + "." }
