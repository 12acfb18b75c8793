package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
)

// shownProblems bounds the problems that are printed; the rejects file has them all.
const shownProblems = 20

// printReport prints what became of the rows, file by file, and what was left out.
func printReport(w io.Writer, r ingest.Report, rejects string) {
	if r.DryRun {
		fmt.Fprintln(w, "A dry run: nothing was written. This is what an import would do.")
	}
	if r.Resumed != nil {
		fmt.Fprintf(w, "Went on in %s after line %d; the counts include what was done before.\n", r.Resumed.File, r.Resumed.Line)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "file\trows\twritten\tunchanged\tskipped\trejected\tnodes new\tchanged\trelationships new\tchanged\tentries refused\tvalues omitted\t")
	for _, f := range append(r.Files, ingest.FileReport{File: "total", Counts: r.Counts}) {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", f.File, f.Rows, f.Written, f.Unchanged, f.Skipped, f.Rejected,
			f.NodesCreated, f.NodesUpdated, f.RelationshipsCreated, f.RelationshipsUpdated, f.EntriesRefused, f.ValuesOmitted)
	}
	_ = t.Flush()
	if r.Stopped != nil {
		fmt.Fprintf(w, "The dry run stopped in %s after line %d; what follows was not looked at.\n", r.Stopped.File, r.Stopped.Line)
	}
	for _, note := range r.Notes {
		fmt.Fprintln(w, note)
	}
	printProblems(w, r, rejects)
}

// printProblems prints what was left out; the same reason in one column is printed once.
func printProblems(w io.Writer, r ingest.Report, rejects string) {
	groups := grouped(r.Problems)
	printed := 0
	for _, g := range groups[:min(len(groups), shownProblems)] {
		p, at, times := g.first, "", ""
		if p.Column != "" { // a row that cannot be read at all has none
			at = fmt.Sprintf("%s %q: ", p.Column, p.Value)
		}
		if g.count > 1 {
			times = fmt.Sprintf(" (%d times)", g.count)
		}
		fmt.Fprintf(w, "%s:%d: %s left out: %s%s%s\n", p.File, p.Line, p.Lost, at, p.Reason, times)
		printed += g.count
	}
	switch more := r.ProblemCount - printed; {
	case rejects != "" && r.ProblemCount > 0:
		fmt.Fprintf(w, "%s has all %d reasons\n", rejects, r.ProblemCount)
	case more > 0:
		fmt.Fprintf(w, "… and %d more; --rejects FILE keeps them all\n", more)
	}
}

// group is one reason and how often it was given.
type group struct {
	first ingest.Problem
	count int
}

func grouped(problems []ingest.Problem) []*group {
	var groups []*group
	known := map[ingest.Problem]*group{}
	for _, p := range problems {
		key := p
		key.Line, key.Value = 0, ""
		if known[key] == nil {
			known[key] = &group{first: p}
			groups = append(groups, known[key])
		}
		known[key].count++
	}
	return groups
}
