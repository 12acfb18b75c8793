package record

import (
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Refusal tells what a request is refused for from what the database cannot do right now. It is
// the one rule for all that is part of a mutation request: what others removed in the meantime
// is no refusal, since the whole request is then done again.
func Refusal(err error) (refused, failed error) {
	if neo.Vanished(err) {
		return nil, err
	}
	switch fault.CodeOf(err) {
	case fault.BadUserInput, fault.NotFound, fault.Conflict, fault.Forbidden, fault.QueryTooComplex, fault.RateLimited:
		return err, nil
	}
	return nil, err
}
