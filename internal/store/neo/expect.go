package neo

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Expect runs a statement whose column count is how many elements it was about. Where that is
// not as many as wanted, others have removed some meanwhile: the error says so with the words of
// gone, and Write does the work again.
func (t *Tx) Expect(ctx context.Context, stmt query.Statement, want int, gone string) error {
	counts, err := query.Values[int](ctx, t, stmt, "count")
	if err == nil && (len(counts) != 1 || counts[0] != want) {
		err = fault.Wrap(fault.Conflict, ErrVanished, "%s; try again", gone)
	}
	return err
}
