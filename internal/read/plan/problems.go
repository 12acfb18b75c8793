package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// mostProblems bounds what is told of the arguments of one field.
const mostProblems = 25

// Problems are what is wrong with the arguments of a field, all of it: who mends one need not
// send the request again to read the next.
type Problems []*fault.Error

// Error lists the messages.
func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i, one := range p {
		texts[i] = one.Error()
	}
	return strings.Join(texts, "; ")
}

// Unwrap lists the problems as errors.
func (p Problems) Unwrap() []error { return Each(p) }

// Each lists the errors that an error of the compiler stands for; none for nil.
func Each(err error) []error {
	list, isList := errors.AsType[Problems](err)
	if !isList {
		if err == nil {
			return nil
		}
		return []error{err}
	}
	all := make([]error, len(list))
	for i, one := range list {
		all[i] = one
	}
	return all
}

// problems collects Problems; an error that is no fault goes before all.
type problems struct {
	list  Problems
	other error
}

// add takes in an error, nil for none, with path elements in front of its path.
func (p *problems) add(err error, path ...any) {
	for _, one := range Each(err) {
		f, isFault := errors.AsType[*fault.Error](one)
		switch {
		case !isFault:
			p.other = errors.Join(p.other, fmt.Errorf("%v: %w", path, one))
		case len(p.list) < mostProblems:
			f.Path = append(slices.Clone(path), f.Path...)
			p.list = append(p.list, f)
		}
	}
}

// err is nil where nothing is wrong, and one fault for itself.
func (p *problems) err() error {
	switch {
	case p.other != nil:
		return p.other
	case len(p.list) == 0:
		return nil
	case len(p.list) == 1:
		return p.list[0]
	}
	return p.list
}

// at puts path elements in front of an error's path.
func at(err error, path ...any) error {
	var p problems
	p.add(err, path...)
	return p.err()
}
