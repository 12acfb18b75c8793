// Command needs says what the tests need and this machine lacks, all of it, before they begin. It
// imports doctor.
package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/clustergraph/clustergraph/internal/store/doctor"
)

func main() {
	checks := doctor.Needs(context.Background())
	missing := !doctor.OK(checks)
	// Of a machine that has all, only what may surprise is said.
	if !missing {
		checks = slices.DeleteFunc(checks, func(c doctor.Check) bool { return c.OK || c.Name != "browser" })
	}
	if err := doctor.Print(os.Stdout, checks); err != nil || missing {
		fmt.Fprintln(os.Stderr, "the tests need more than this machine has: see each FAIL above")
		os.Exit(1)
	}
}
