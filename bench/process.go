package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// process is a service, or the floor, as a process of its own.
type process struct {
	cmd  *exec.Cmd
	addr string
	// start is the time from exec to the first 200 of /readyz.
	start time.Duration
}

// start runs a program that serves HTTP on the database, and waits until it is ready.
func start(ctx context.Context, logPath string, cfg neo.Config, binary string, args ...string) (*process, error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	log, err := os.Create(logPath)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.CommandContext(ctx, binary, append(args, "--addr", addr, "--neo4j-uri", cfg.URI, "--neo4j-user", cfg.User)...)
	cmd.Env = append(os.Environ(), "NEO4J_PASSWORD="+cfg.Password)
	cmd.Stdout, cmd.Stderr = log, log
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd, addr: addr}
	if err := p.ready(began); err != nil {
		p.stop()
		return nil, fmt.Errorf("%s does not start, see %s: %w", binary, logPath, err)
	}
	return p, nil
}

// ready waits for the service by asking it again and again, for a minute at most.
func (p *process) ready(began time.Time) error {
	for {
		response, err := http.Get("http://" + p.addr + "/readyz")
		if err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				p.start = time.Since(began)
				return nil
			}
		}
		if time.Since(began) > time.Minute {
			return fmt.Errorf("not ready after a minute: %w", err)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// stop ends the process and waits for it.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	_ = p.cmd.Wait() // how it ends is of no matter here
}

// residentPeak reads the greatest resident size of a process where the system tells, else 0.
func residentPeak(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, found := strings.CutPrefix(line, "VmHWM:"); found {
			kilobytes, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
