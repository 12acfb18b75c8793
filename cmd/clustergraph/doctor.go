package main

import (
	"context"
	"os"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/doctor"
)

type doctorCommand struct {
	localFlags
	Addr string `help:"Address the service would use." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
}

// Run prints the checks; it fails when one that is needed fails.
func (c *doctorCommand) Run(ctx context.Context) error {
	checks := doctor.Run(ctx, doctor.Options{DataDir: c.DataDir, Addr: c.Addr})
	if err := doctor.Print(os.Stdout, checks); err != nil {
		return err
	}
	if !doctor.OK(checks) {
		return fault.New(fault.BadUserInput, "something is missing; see above")
	}
	return nil
}
