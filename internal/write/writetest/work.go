package writetest

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Work is what a mutation request works with that may see everything.
func Work(tx *neo.Tx, w *record.Writer) record.Work {
	seen := func(context.Context, []string) (func(string) bool, error) {
		return func(string) bool { return true }, nil
	}
	return record.Work{Tx: tx, Writer: w, Seen: seen, Veil: func(error) {}}
}
