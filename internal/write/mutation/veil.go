package mutation

import (
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// Whether something is withheld, was erased or was never there is told by nothing that leaves
// no trace. A request that names it is run as if it had never been there, and what is wrong
// otherwise is told; only where nothing is, the request is refused for that.

// veil notes why the field that is being run is refused for what it names.
func (s *session) veil(refused error) { s.veiled[s.at] = append(s.veiled[s.at], refused) }

// barred veils what an input must not name.
func (s *session) barred(t target, list []input.Problem) {
	for _, one := range list {
		f := fault.New(fault.BadUserInput, "%s %s", one.Field, one.Reason).At(t.argument, one.Field)
		if one.Field == t.by {
			f.Code, f.Path = fault.Forbidden, []any{"key", one.Field}
		}
		s.veil(f)
	}
}

// unveiled are the results of a request that nothing else is wrong with. Beside another field
// it is not told which one is refused: the other could be there to undo it.
func (s *session) unveiled(results []Result) []Result {
	for i := range results {
		results[i] = Result{Errors: s.veiled[i]}
		if len(results) > 1 {
			results[i].Errors = []error{fault.New(fault.BadUserInput,
				"nothing of the request took effect, since something that a field of it names is not there, or must not be recorded; send each field in a request of its own to learn which")}
		}
	}
	return results
}
