package mutation

import (
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// problems are what is wrong with a field, each with the path inside its arguments.
type problems []error

func (p *problems) add(code fault.Code, path []any, format string, args ...any) {
	p.put(fault.New(code, format, args...), path)
}

func (p *problems) put(f *fault.Error, path []any) {
	*p = append(*p, f.At(path...))
}

func (p *problems) input(path []any, format string, args ...any) {
	p.add(fault.BadUserInput, path, format, args...)
}

// recorded takes in what the write path finds wrong with the fields below a path.
func (p *problems) recorded(list []input.Problem, path []any) {
	for _, one := range list {
		code := fault.BadUserInput
		if one.Taken {
			code = fault.Conflict
		}
		p.add(code, below(path, one.Field), "%s %s", one.Field, one.Reason)
	}
}
