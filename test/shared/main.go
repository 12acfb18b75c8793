// Command shared runs a command beside local Neo4j's that its tests share, one a processor: they start
// once, and plan once what many packages ask. It imports localneo4j and neotest.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
)

// most bounds the Neo4j's: each takes about a gigabyte.
const most = 4

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "give the command to run, such as: go run ./test/shared go test ./...")
		os.Exit(1)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		os.Exit(max(1, ended.ExitCode()))
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, command []string) error {
	if !neotest.TakesShared(os.Getenv) {
		return beside(ctx, command)
	}
	temp, err := os.MkdirTemp("", "clustergraph-shared-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	dirs, stop, err := start(ctx, temp, min(runtime.NumCPU(), most))
	defer stop()
	if err != nil {
		return err
	}
	return beside(ctx, command, neotest.SharedVariable+"="+strings.Join(dirs, string(filepath.ListSeparator)))
}

// beside runs a command to its end, with what more it finds in its environment.
func beside(ctx context.Context, command []string, environment ...string) error {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), environment...)
	return cmd.Run()
}

// start starts so many at once, each on a directory below temp. They end with this process, if not before.
func start(ctx context.Context, temp string, count int) (dirs []string, stop func(), err error) {
	instances, errs := make([]*localneo4j.Instance, count), make([]error, count)
	var starting sync.WaitGroup
	for i := range count {
		dirs = append(dirs, filepath.Join(temp, strconv.Itoa(i)))
		starting.Go(func() {
			instances[i], errs[i] = localneo4j.Start(ctx, localneo4j.Options{DataDir: dirs[i], Port: localneo4j.AnyPort, Progress: os.Stderr, Small: true, Brief: true})
		})
	}
	starting.Wait()
	return dirs, func() {
		for _, instance := range instances {
			if instance != nil {
				// What is left in the directories goes with them.
				_ = instance.Stop(context.WithoutCancel(ctx))
			}
		}
	}, errors.Join(errs...)
}
