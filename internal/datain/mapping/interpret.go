package mapping

import "fmt"

// reading is the work on one row.
type reading struct {
	spec *fileSpec
	row  row
	out  Interpretation
	// nodes are indexes into out.Nodes by node spec, for the row itself.
	nodes map[int]int
	notes []string
}

func (s *fileSpec) interpret(values map[string]any) Interpretation {
	r := &reading{spec: s, row: row{values: values, zone: s.zone}, nodes: map[int]int{}}
	switch holds, problem := s.when.holds(&r.row); {
	case problem != nil:
		return Interpretation{Problems: []Problem{*problem}}
	case !holds:
		return Interpretation{Skipped: true}
	}
	r.out.Problems = required(s.require, &r.row)
	r.part(rowItself, nil)
	for i, f := range s.fanouts {
		r.fanOut(i, f)
	}
	m := r.result()
	m.Notes = r.notes
	if r.row.passed && !s.named {
		m.Notes = append(m.Notes, fmt.Sprintf("moments such as 2022-02-10T16:00:00Z are days of %s; timeZone names another", s.zone))
	}
	return m
}

// result makes one of three of what was found: a rejected row, a skipped one, or one
// that stands for something.
func (r *reading) result() Interpretation {
	m := r.out
	if len(m.Nodes)+len(m.Links) == 0 && len(m.Lost) > 0 {
		m.Problems, m.Lost = append(m.Problems, m.Lost...), nil
	}
	if len(m.Problems) > 0 {
		return Interpretation{Problems: m.Problems}
	}
	m.Skipped = len(m.Nodes)+len(m.Links) == 0
	return m
}

// fanOut works out the entries of one fan-out. A fault in an entry loses the entry, not
// the row.
func (r *reading) fanOut(at int, f *fanout) {
	entries, problem := f.entries(&r.row)
	if problem != nil && f.value.omit {
		problem.Entry = f.title
		r.out.Lost = append(r.out.Lost, *problem)
		return
	}
	if problem != nil {
		r.out.Problems = append(r.out.Problems, *problem)
		return
	}
	for _, e := range entries {
		r.row.entry = e
		r.entry(at, e)
	}
	r.row.entry = nil
}

// entry keeps all of an entry or nothing.
func (r *reading) entry(at int, e *entry) {
	nodes, links, lost, before := len(r.out.Nodes), len(r.out.Links), len(r.out.Lost), len(r.out.Problems)
	e.nodes = map[int]int{}
	r.part(at, e)
	problems := r.out.Problems[before:]
	if len(problems) == 0 {
		return
	}
	e.lost, e.nodes = true, nil
	r.out.Nodes, r.out.Links, r.out.Lost = r.out.Nodes[:nodes], r.out.Links[:links], r.out.Lost[:lost]
	for _, p := range problems {
		p.Entry = e.label
		r.out.Lost = append(r.out.Lost, p)
	}
	r.out.Problems = r.out.Problems[:before]
}

// part works out the nodes, then the links, of the row itself or of one entry.
func (r *reading) part(fan int, e *entry) {
	for i, n := range r.spec.nodes {
		if n.fan == fan {
			r.node(i, n, e)
		}
	}
	for _, l := range r.spec.links {
		if l.fan == fan {
			r.link(l, e)
		}
	}
}

func (r *reading) failed(problems ...Problem) { r.out.Problems = append(r.out.Problems, problems...) }

// required lists what is wrong by the requirements.
func required(list []requirement, row *row) []Problem {
	var problems []Problem
	for _, q := range list {
		if p := q.check(row); p != nil {
			problems = append(problems, *p)
		}
	}
	return problems
}

// wanted tells whether the part is there in this row, and checks what it requires.
func (r *reading) wanted(p *partSpec) bool {
	holds, problem := p.when.holds(&r.row)
	if problem != nil {
		r.failed(*problem)
		return false
	}
	if !holds {
		return false
	}
	problems := required(p.require, &r.row)
	r.failed(problems...)
	return len(problems) == 0
}

func labelOf(e *entry) string {
	if e == nil {
		return ""
	}
	return e.label
}
