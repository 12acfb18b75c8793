package fault

import (
	"errors"
	"strings"
)

// MostProblems bounds what is told of the arguments of one field.
const MostProblems = 25

// Problems are what is wrong with the arguments of a field, all of it: who mends one need not
// send the request again to read the next.
type Problems []*Error

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

// Each lists the errors that an error stands for; none for nil.
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

// Join is all that is wrong, nil where nothing is. One fault stands for itself, and an error that
// is no fault goes before all.
func Join(errs ...error) error {
	var list Problems
	for _, err := range errs {
		for _, one := range Each(err) {
			f, isFault := errors.AsType[*Error](one)
			switch {
			case !isFault:
				return one
			case len(list) < MostProblems:
				list = append(list, f)
			}
		}
	}
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return list
}
