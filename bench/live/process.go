package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// process is the real service as a process of its own.
type process struct {
	cmd  *exec.Cmd
	addr string
}

// startService builds the program and starts it on the database.
func startService(ctx context.Context, dir string, cfg neo.Config) (*process, error) {
	binary := filepath.Join(dir, "clustergraph")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "./cmd/clustergraph").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("cannot build the service: %w\n%s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().String()
	l.Close()
	log, err := os.Create(filepath.Join(dir, "service.log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.CommandContext(ctx, binary, "serve", "--addr", addr, "--neo4j-uri", cfg.URI, "--neo4j-user", cfg.User, "--data-dir", filepath.Join(dir, "service"))
	cmd.Env = append(os.Environ(), "NEO4J_PASSWORD="+cfg.Password)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd, addr: addr}
	if err := p.ready(); err != nil {
		text, _ := os.ReadFile(log.Name())
		p.stop()
		return nil, fmt.Errorf("the service does not start: %w\n%s", err, text)
	}
	return p, nil
}

// ready waits for the service by asking it again and again, for a minute at most.
func (p *process) ready() error {
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		response, err := http.Get("http://" + p.addr + "/readyz")
		if err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		if time.Since(began) > time.Minute {
			return fmt.Errorf("not ready after a minute: %w", err)
		}
	}
}

// stop ends the process and waits for it.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	_ = p.cmd.Wait() // how it ends is of no matter here
}

// resident is what the process holds now, in bytes, where the system tells, else 0.
func (p *process) resident() int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, found := strings.CutPrefix(line, "VmRSS:"); found {
			kilobytes, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}
