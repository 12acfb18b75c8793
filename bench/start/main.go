package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	program := flag.String("program", "", "measure this built program; left out, that of this tree")
	wait := flag.Duration("wait", 30*time.Second, "ask the questions so long after the service is ready; those of the first seconds meet no plans yet")
	flag.Parse()
	if err := run(ctx, *program, *wait); err != nil {
		fmt.Fprintln(os.Stderr, "start:", err)
		stop()
		os.Exit(1)
	}
}

// run starts the program twice on one directory, and prints what it measured.
func run(ctx context.Context, program string, wait time.Duration) error {
	dir, err := os.MkdirTemp("", "clustergraph-start-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if program == "" {
		program = filepath.Join(dir, "clustergraph")
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/clustergraph").CombinedOutput(); err != nil {
			return fmt.Errorf("cannot build the program: %w\n%s", err, out)
		}
	}
	questions, err := readyQuestions()
	if err != nil {
		return err
	}
	fmt.Print("| start | Neo4j's own s | ready s | the rest s | Neo4j's processor time for the rest s | resident MiB |\n|---|--:|--:|--:|--:|--:|\n")
	var tables []string
	for _, name := range []string{"on an empty directory", "again"} {
		s, err := start(ctx, program, filepath.Join(dir, "data"))
		if err != nil {
			return err
		}
		fmt.Println(s.row(name))
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), s.stop())
		case <-time.After(wait):
		}
		tables = append(tables, fmt.Sprintf("\n%v after the start %s:\n\n%s", wait, name, s.ask(questions)))
		if err := s.stop(); err != nil {
			return err
		}
	}
	for _, table := range tables {
		fmt.Print(table)
	}
	return nil
}
