package doctor

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"text/tabwriter"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
)

// Options say what is going to be run.
type Options struct {
	// DataDir is where the local Neo4j lives or will live.
	DataDir string
	// Addr is where the service listens, HOST:PORT.
	Addr string
}

// Check is one property of the machine that was looked at.
type Check struct {
	Name string
	// OK is false when something is missing.
	OK bool
	// Optional is what is good to have; without it the service runs too.
	Optional bool
	// Found is what there is, e.g. a version.
	Found string
	// Advice says what to do when OK is false.
	Advice string
}

// Run looks at everything.
func Run(ctx context.Context, opts Options) []Check {
	checks := []Check{
		ours(),
		{Name: "neo4j", OK: true, Found: localneo4j.Version + " with Graph Data Science " + localneo4j.GDSVersion},
	}
	checks = append(checks, runtimes(ctx, opts.DataDir)...)
	checks = append(checks, jarCache(), httpPort(ctx, opts.Addr), boltPort(opts.DataDir))
	checks = append(checks, dataDir(opts.DataDir), disk("disk of the data", opts.DataDir), cacheDisk(), memory())
	return append(checks, buildTools(ctx)...)
}

// OK tells whether nothing needed is missing.
func OK(checks []Check) bool {
	for _, check := range checks {
		if !check.OK && !check.Optional {
			return false
		}
	}
	return true
}

// Print writes the checks as a table, what to do below each that is not well.
func Print(w io.Writer, checks []Check) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, check := range checks {
		fmt.Fprintf(table, "%s\t%s\t%s\n", mark(check), check.Name, check.Found)
		if !check.OK {
			fmt.Fprintf(table, "\t\t→ %s\n", check.Advice)
		}
	}
	return table.Flush()
}

func mark(check Check) string {
	switch {
	case check.OK:
		return "ok"
	case check.Optional:
		return "note"
	}
	return "FAIL"
}

func ours() Check {
	found := "unknown version"
	if info, ok := debug.ReadBuildInfo(); ok {
		found = info.Main.Version
	}
	return Check{Name: "clustergraph", OK: true, Found: fmt.Sprintf("%s, %s, %s/%s", found, runtime.Version(), runtime.GOOS, runtime.GOARCH)}
}
