package ingest

import (
	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
)

// tally takes the outcomes of a batch into a copy of the report, which counts once the
// batch is committed.
type tally struct {
	report  Report
	file    string
	lines   []Problem
	waiting []waiter
	mayWait bool
	limit   int
	space   int
	// policy is that of who reads the report.
	policy privacy.Policy
}

func (im *importer) tally(t round) tally {
	return tally{
		report: im.report.clone(), file: t.task.name, mayWait: t.mayWait,
		policy: im.opts.Policy, limit: im.opts.MaxProblems, space: maxWaiting - len(im.waiting),
	}
}

func (s *tally) units(units []*unit) {
	for _, u := range units {
		s.unit(u)
	}
}

// unit counts one row: it is counted once, with everything that was left out of it.
func (s *tally) unit(u *unit) {
	c := u.counts
	if s.mayWait && u.waits() && len(s.waiting) < s.space {
		s.waiting = append(s.waiting, waiter{Line: u.line, Wrote: u.wrote || u.anyWrote()})
		s.add(c)
		return
	}
	c.Rows = 1
	switch row := u.row(); {
	case row.refusal != nil:
		c.Rejected = 1
		s.lose(u, LostRow, row.refusal.problems)
	default:
		u.status(&c)
		s.parts(u, &c)
	}
	for _, w := range u.warnings {
		w.File, w.Value, w.Reason = s.file, s.policy.ShownText(w.Value), s.policy.ShownText(w.Reason)
		s.report.Warnings = keep(s.report.Warnings, &s.report.WarningCount, s.limit, w)
	}
	s.add(c)
}

// status counts a row that was not refused as a whole. One of which every entry was
// refused is rejected all the same: nothing of it reached the graph.
func (u *unit) status(c *Counts) {
	refused := false
	for _, e := range u.entries {
		refused = refused || e.refusal != nil
	}
	switch {
	case u.wrote || u.anyWrote():
		c.Written = 1
	case u.applied > 0:
		c.Unchanged = 1
	case refused:
		c.Rejected = 1
	default:
		c.Skipped = 1
	}
}

func (u *unit) anyWrote() bool {
	for _, e := range u.entries {
		if e.wrote {
			return true
		}
	}
	return false
}

// parts tells what a row went on without.
func (s *tally) parts(u *unit, c *Counts) {
	for _, e := range u.entries {
		if e.refusal != nil {
			c.EntriesRefused++
			s.lose(u, LostEntry, e.refusal.problems)
		}
	}
	for _, p := range append(u.interpretation.Lost[:len(u.interpretation.Lost):len(u.interpretation.Lost)], u.lost...) {
		lost := LostValue
		if p.Entry != "" {
			lost = LostEntry
			c.EntriesRefused++
		} else {
			c.ValuesOmitted++
		}
		s.lose(u, lost, []mapping.Problem{p})
	}
}

func (s *tally) lose(u *unit, lost Lost, problems []mapping.Problem) {
	for _, p := range problems {
		line := Problem{File: s.file, Line: u.line, Column: p.Column, Value: p.Value, Reason: s.policy.ShownText(p.Reason), Lost: lost}
		if line.Value == "" && lost == LostRow && p.Column == "" {
			line.Value = u.raw
		}
		line.Value = s.policy.ShownText(line.Value)
		s.lines = append(s.lines, line)
		s.report.Problems = keep(s.report.Problems, &s.report.ProblemCount, s.limit, line)
	}
}

func (s *tally) add(c Counts) {
	s.report.plus(c)
	s.report.Files[len(s.report.Files)-1].plus(c)
}
