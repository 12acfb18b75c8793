package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// outFile is a file that has another name until it is whole. The path - stands for the
// standard output.
type outFile struct {
	path string
	part *os.File
}

func (o *outFile) open() (io.Writer, error) {
	if o.path == "-" {
		return os.Stdout, nil
	}
	if _, err := os.Lstat(o.path); err == nil {
		return nil, fault.New(fault.BadUserInput, "%s is there already; name a new file", o.path)
	}
	part, err := os.CreateTemp(filepath.Dir(o.path), filepath.Base(o.path)+".part-")
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot write %s", o.path)
	}
	o.part = part
	return part, nil
}

// finish gives the file its name, and prints the summary.
func (o *outFile) finish(summary string) error {
	if o.part == nil {
		return nil
	}
	for _, step := range []func() error{o.part.Close, func() error { return os.Rename(o.part.Name(), o.path) }} {
		if err := step(); err != nil {
			return fault.Wrap(fault.BadUserInput, err, "cannot write %s; is the disk full", o.path)
		}
	}
	o.part = nil
	fmt.Fprintf(os.Stdout, "%s: %s\n", o.path, summary)
	return nil
}

// discard removes what was written so far of a file that is not whole.
func (o *outFile) discard() {
	if o.part != nil {
		_ = o.part.Close()
		_ = os.Remove(o.part.Name())
	}
}
