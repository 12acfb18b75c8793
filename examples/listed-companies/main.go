package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
)

const (
	inVariable  = "CLUSTERGRAPH_LISTED_COMPANIES"
	outVariable = "CLUSTERGRAPH_LISTED_COMPANIES_OUT"
)

func main() {
	if err := run(os.Args[1:], os.Getenv, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "listed-companies:", err)
		os.Exit(1)
	}
}

// run converts the directory --in to the directory --out and prints what came of it.
func run(args []string, getenv func(string) string, stdout io.Writer) error {
	flags := flag.NewFlagSet("listed-companies", flag.ContinueOnError)
	in := flags.String("in", "", "directory with company.jsonl, industry.jsonl and the others (or "+inVariable+")")
	out := flags.String("out", "", "directory to write nodes/, relationships/ and rejects.jsonl to (or "+outVariable+")")
	if err := flags.Parse(args); err != nil {
		return err
	}
	from, to := cmp.Or(*in, getenv(inVariable)), cmp.Or(*out, getenv(outVariable))
	if from == "" {
		return fmt.Errorf("no input: give --in DIR or set %s to the directory that holds company.jsonl", inVariable)
	}
	if to == "" {
		return fmt.Errorf("no output: give --out DIR or set %s", outVariable)
	}
	result, err := convert(from)
	if err != nil {
		return err
	}
	if err := result.write(to); err != nil {
		return err
	}
	result.summary(stdout)
	return nil
}
