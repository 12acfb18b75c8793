package plan

import (
	"errors"
	"fmt"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// problems collects what is wrong; an error that is no fault goes before all.
type problems struct {
	list  fault.Problems
	other error
}

// add takes in an error, nil for none, with path elements in front of its path.
func (p *problems) add(err error, path ...any) {
	for _, one := range fault.Each(err) {
		f, isFault := errors.AsType[*fault.Error](one)
		switch {
		case !isFault:
			p.other = errors.Join(p.other, fmt.Errorf("%v: %w", path, one))
		case len(p.list) < fault.MostProblems:
			f.Path = append(slices.Clone(path), f.Path...)
			p.list = append(p.list, f)
		}
	}
}

// err is nil where nothing is wrong, and one fault for itself.
func (p *problems) err() error {
	if p.other != nil {
		return p.other
	}
	return fault.Join(p.list)
}

// at puts path elements in front of an error's path.
func at(err error, path ...any) error {
	var p problems
	p.add(err, path...)
	return p.err()
}
