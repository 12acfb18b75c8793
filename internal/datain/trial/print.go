package trial

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// Print writes a table of the files, then their notes and at most limit problems of each.
func Print(w io.Writer, tried []File, limit int) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "file\trows\tskipped\trejected\tmeans")
	for _, f := range tried {
		more := ""
		if f.More {
			more = ", and more"
		}
		fmt.Fprintf(t, "%s\t%d%s\t%d\t%d\t%s\n", f.Name, f.Rows, more, f.Skipped, f.Rejected, counted(f.Nodes, f.Links))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, f := range tried {
		f.print(w, limit)
	}
	return nil
}

func (f *File) print(w io.Writer, limit int) {
	for _, note := range f.Notes {
		fmt.Fprintf(w, "%s: %s\n", f.Name, note)
	}
	for _, r := range slices.SortedFunc(maps.Keys(f.Lacking), byName) {
		fmt.Fprintf(w, "%s: %d %s without %s: refused unless the graph has them already\n", f.Name, f.Lacking[r], r.Entity, r.Field)
	}
	for _, p := range f.Problems[:min(len(f.Problems), limit)] {
		what := "rejected"
		if p.Lost {
			what = "left out"
		}
		at := ""
		if p.Column != "" {
			at = fmt.Sprintf("%s %q: ", p.Column, p.Value)
		}
		fmt.Fprintf(w, "%s:%d: %s: %s%s\n", f.Name, p.Line, what, at, p.Reason)
	}
	if more := len(f.Problems) - limit; more > 0 {
		fmt.Fprintf(w, "%s: … and %d more\n", f.Name, more)
	}
}

func byName(a, b Required) int {
	return cmp.Or(strings.Compare(a.Entity, b.Entity), strings.Compare(a.Field, b.Field))
}

// counted lists what rows stand for, such as 12 Company, 3 LOCATED_IN.
func counted(groups ...map[string]int) string {
	var parts []string
	for _, g := range groups {
		for _, name := range slices.Sorted(maps.Keys(g)) {
			parts = append(parts, fmt.Sprintf("%d %s", g[name], name))
		}
	}
	return strings.Join(parts, ", ")
}
