package neo

import (
	"errors"
	"maps"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// unsure is an error of a commit of which nobody knows whether it took effect.
type unsure struct{ error }

func (u unsure) Unwrap() error { return u.error }

// marked notes on an error of ours whether what was written may have taken effect.
func marked(err error, may bool) error {
	f, is := errors.AsType[*fault.Error](err)
	if !is {
		return err
	}
	known := *f
	known.Details = maps.Clone(f.Details)
	if known.Details == nil {
		known.Details = map[string]any{}
	}
	known.Details[fault.MayHaveTakenEffect] = may
	return &known
}

// Effect is the error of a write with what is known of its effect: an error of Write that does not
// say that it may have taken effect is one of a transaction that was undone.
func Effect(err error) error {
	f, is := errors.AsType[*fault.Error](err)
	if !is || !f.Code.LeavesOpen() || f.Details[fault.MayHaveTakenEffect] != nil {
		return err
	}
	return marked(f, false)
}
