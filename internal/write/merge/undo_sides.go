package merge

import (
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// sides are those that were requested, and which of them were of use.
type sides struct {
	requested []EditSide
	used      []bool
	wrong     []error
}

// of is the side on which an edit lands: the one requested for its change, else for its field or
// relationship, else the usual one.
func (s *sides) of(change, field, relationship string, usual Side) Side {
	side := usual
	for i, a := range s.requested {
		if a.Field != "" && a.Field == field || a.Relationship != "" && a.Relationship == relationship {
			side, s.used[i] = a.Side, true
		}
	}
	for i, a := range s.requested {
		if a.Change != "" && a.Change == change {
			side, s.used[i] = a.Side, true
		}
	}
	return side
}

// fixed is the side of an edit that can land on one only.
func (s *sides) fixed(change, relationship string, only Side) Side {
	for i, a := range s.requested {
		if a.Change != "" && a.Change == change || a.Relationship != "" && a.Relationship == relationship {
			s.used[i] = true
			if a.Side != only {
				s.refuse(i, "%s was there before the merge, and what was done to it lands on %s", relationship, only)
			}
		}
	}
	return only
}

func (s *sides) refuse(i int, format string, args ...any) {
	s.wrong = append(s.wrong, fault.New(fault.BadUserInput, format, args...).At(i))
}

// refused are the sides that are wrong, and those that name nothing that was edited.
func (s *sides) refused() []error {
	for i, a := range s.requested {
		given := 0
		for _, name := range []string{a.Change, a.Field, a.Relationship} {
			if name != "" {
				given++
			}
		}
		switch {
		case given != 1:
			s.refuse(i, "name one of change, field and relationship")
		case !s.used[i]:
			s.refuse(i, "nothing of this name was edited since the merge; take the id of a change from history")
		}
	}
	return s.wrong
}
