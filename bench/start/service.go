package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/background"
)

// service is the program while it serves.
type service struct {
	cmd *exec.Cmd
	url string
	// own is when its Neo4j was ready, ready when the service was, both counted from the start.
	own, ready time.Duration
	// cpu is the processor time of Neo4j in between.
	cpu      time.Duration
	resident int64
}

var ready = regexp.MustCompile(`(http://\S+)/graphql`)

// start runs the program on a directory until it says that it is ready.
func start(ctx context.Context, program, dir string) (*service, error) {
	s := &service{cmd: exec.CommandContext(ctx, program, "serve", "--sample", "--addr", "127.0.0.1:0", "--data-dir", dir)}
	output, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd.Stderr = s.cmd.Stdout
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	var last string
	lines := bufio.NewScanner(output)
	for s.url == "" && lines.Scan() {
		last = lines.Text()
		if strings.HasPrefix(last, "Neo4j is ready") {
			s.own, s.cpu = time.Since(began), processorTime(neo4jOf(dir))
		}
		if match := ready.FindStringSubmatch(last); match != nil {
			s.url, s.ready = match[1], time.Since(began)
		}
	}
	if s.url == "" {
		return nil, fmt.Errorf("the service did not start (%s): %w", last, s.cmd.Wait())
	}
	background.Run(func() error { // what it says further must not block it
		_, err := io.Copy(io.Discard, output)
		return err
	})
	s.cpu, s.resident = processorTime(neo4jOf(dir))-s.cpu, resident(s.cmd.Process.Pid)
	return s, nil
}

func (s *service) row(name string) string {
	return fmt.Sprintf("| %s | %.1f | %.1f | %.1f | %.1f | %d |", name,
		s.own.Seconds(), s.ready.Seconds(), (s.ready - s.own).Seconds(), s.cpu.Seconds(), s.resident>>20)
}

func (s *service) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return s.cmd.Wait()
}

// neo4jOf is the process that runs on a directory, 0 for none.
func neo4jOf(dir string) int {
	var state struct {
		PID int `json:"pid"`
	}
	text, err := os.ReadFile(filepath.Join(dir, "state.json"))
	if err != nil || json.Unmarshal(text, &state) != nil {
		return 0
	}
	return state.PID
}

// processorTime is what a process has used where the system tells, else 0.
func processorTime(pid int) time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, found := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	if err != nil || !found || len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11]) // hundredths of a second, as all systems have it
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// resident is the resident size of a process where the system tells, else 0.
func resident(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	fields := strings.Fields(string(text))
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize())
}
