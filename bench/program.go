package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// program is a built service; its processes keep log and data under its name.
type program struct{ name, binary string }

// buildPrograms builds the service of this tree; after it comes the one it is compared with, if any.
func (b *bench) buildPrograms(ctx context.Context) ([]program, error) {
	binary, err := build(ctx, b.dir, "./cmd/clustergraph")
	if err != nil {
		return nil, err
	}
	programs := []program{{"service", binary}}
	if b.against != "" {
		programs = append(programs, program{"other", b.against})
	}
	return programs, nil
}

// build builds a program of this tree.
func build(ctx context.Context, dir, source string) (binary string, err error) {
	binary = filepath.Join(dir, filepath.Base(source))
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, source).CombinedOutput(); err != nil {
		return "", fmt.Errorf("cannot build %s: %w\n%s", source, err, out)
	}
	return binary, nil
}

// serve starts a process of the program on a database.
func (p program) serve(ctx context.Context, dir string, cfg neo.Config) (*process, error) {
	return start(ctx, filepath.Join(dir, p.name+".log"), cfg, p.binary, "serve", "--data-dir", filepath.Join(dir, p.name))
}

// startFloor builds and starts the floor on a database.
func startFloor(ctx context.Context, dir string, cfg neo.Config) (*process, error) {
	binary, err := build(ctx, dir, "./bench/floor")
	if err != nil {
		return nil, err
	}
	return start(ctx, filepath.Join(dir, "floor.log"), cfg, binary)
}
