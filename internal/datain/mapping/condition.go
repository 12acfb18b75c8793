package mapping

import "fmt"

// condition decides on a row. A Problem tells that it could not: a text stands where a
// number is compared.
type condition interface {
	holds(r *row) (bool, *Problem)
	columns(found func(string))
}

// always holds.
type always struct{}

func (always) holds(*row) (bool, *Problem) { return true, nil }
func (always) columns(func(string))        {}

// group joins conditions: all of them must hold, or any.
type group struct {
	any  bool
	list []condition
}

func (g group) holds(r *row) (bool, *Problem) {
	for _, c := range g.list {
		holds, problem := c.holds(r)
		if problem != nil {
			return false, problem
		}
		if holds == g.any {
			return g.any, nil
		}
	}
	return !g.any, nil
}

func (g group) columns(found func(string)) {
	for _, c := range g.list {
		c.columns(found)
	}
}

// not is the opposite.
type not struct{ condition }

func (n not) holds(r *row) (bool, *Problem) {
	holds, problem := n.condition.holds(r)
	return !holds, problem
}

// test looks at one value; all of its checks must hold.
type test struct {
	value  *value
	checks []check
}

// check is one comparison. A missing value comes as nil.
type check func(v any) (bool, error)

func (t test) holds(r *row) (bool, *Problem) {
	c := t.value.read(r)
	if c.reason != "" {
		return false, &Problem{Column: c.column, Value: c.text, Reason: c.reason}
	}
	for _, check := range t.checks {
		holds, err := check(c.value)
		if err != nil {
			return false, &Problem{Column: c.column, Value: c.text, Reason: fmt.Sprintf("cannot be compared: %s", err)}
		}
		if !holds {
			return false, nil
		}
	}
	return true, nil
}

func (t test) columns(found func(string)) { t.value.columns(found) }

// requirement is a condition that must hold, and what to say when it does not.
type requirement struct {
	condition
	// looked is the value that a report names; may be nil.
	looked *value
	reason string
}

// check returns what is wrong, nil when nothing is.
func (q requirement) check(r *row) *Problem {
	holds, problem := q.holds(r)
	if problem != nil || holds {
		return problem
	}
	p := Problem{Reason: q.reason}
	if q.looked != nil {
		c := q.looked.from.read(r)
		p.Column, p.Value = c.column, c.text
	}
	return &p
}
