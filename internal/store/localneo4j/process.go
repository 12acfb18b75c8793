package localneo4j

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// startLimit bounds a start; recovery of a large graph after a crash takes its time.
const startLimit = 10 * time.Minute

// process is a Neo4j that we started, of either runtime.
type process interface {
	// wait blocks until Neo4j has ended.
	wait() error
	// interrupt makes it end in order.
	interrupt()
	// kill ends it at once.
	kill()
}

// child is Neo4j as a child process.
type child struct {
	cmd *exec.Cmd
	// stdin keeps Neo4j running, until a detached one is let go.
	stdin io.WriteCloser
	log   *os.File
	port  int
}

// errBusy says that Neo4j could not have its port.
var errBusy = errors.New("port in use")

// spawn starts Neo4j and waits until it answers. The lock passes on to it.
func spawn(ctx context.Context, java Java, jars jarDir, dir dataDir, flags []string, lock *neo4jLock, detached bool) (*child, error) {
	log, err := os.OpenFile(dir.launcherLog(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot write logs to %s", dir.logs())
	}
	classPath := jars.launcher() + string(os.PathListSeparator) + filepath.Join(jars.lib(), "*")
	args := append(flags, "-cp", classPath, "Launcher", string(dir), dir.password())
	c := &child{cmd: exec.Command(java.Path, args...), log: log}
	c.cmd.Dir = string(dir)
	c.cmd.Stderr = log
	if err := lock.handTo(c.cmd); err != nil {
		return nil, errors.Join(err, log.Close())
	}
	// Out of our process group: an interrupt from the keyboard is for us, and we
	// stop Neo4j when our requests are done with it.
	apart(c.cmd, detached)
	return c, c.startAndWait(ctx, dir)
}

func (c *child) startAndWait(ctx context.Context, dir dataDir) error {
	// Not StdoutPipe, which cmd.Wait would close under the reader.
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	defer read.Close()
	c.cmd.Stdout = write
	if c.stdin, err = c.cmd.StdinPipe(); err != nil {
		return errors.Join(err, write.Close())
	}
	err = c.cmd.Start()
	write.Close()
	if err != nil {
		c.log.Close()
		return fault.Wrap(fault.DatabaseUnavailable, err, "cannot run %s", c.cmd.Path)
	}
	if c.port, err = c.awaitReady(ctx, read, dir); err != nil {
		c.kill()
		_ = c.wait() // it was killed; why is known already
		return err
	}
	return nil
}

// awaitReady reads the launcher's one line.
func (c *child) awaitReady(ctx context.Context, output *os.File, dir dataDir) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	defer context.AfterFunc(ctx, func() { _ = output.SetReadDeadline(time.Now()) })()
	line, err := bufio.NewReader(output).ReadString('\n')
	word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	switch {
	case word == "ready":
		return strconv.Atoi(rest)
	case word == "busy":
		return 0, errBusy
	case ctx.Err() != nil:
		return 0, fault.Wrap(fault.DatabaseUnavailable, ctx.Err(), "Neo4j was not ready in time; see %s", dir.logs())
	case word == "failed":
		return 0, fault.New(fault.DatabaseUnavailable, "Neo4j did not start (%s); see %s", rest, dir.logs())
	}
	return 0, fault.Wrap(fault.DatabaseUnavailable, err, "Neo4j ended while it started (%s); see %s", lastLine(dir.launcherLog()), dir.logs())
}

func (c *child) wait() error {
	return errors.Join(c.cmd.Wait(), c.log.Close())
}

// letGo has Neo4j run on when this process ends.
func (c *child) letGo() error {
	_, err := io.WriteString(c.stdin, "detach\n")
	return errors.Join(err, c.stdin.Close())
}

func (c *child) interrupt() {
	// An error means that it has ended, or that the system has no such signal: the end of its
	// input ends it too.
	_ = c.cmd.Process.Signal(syscall.SIGTERM)
	_ = c.stdin.Close()
}

func (c *child) kill() { _ = c.cmd.Process.Kill() } // an error means it has ended

// lastLine says in a word what a log ends with.
func lastLine(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	last := lines[len(lines)-1]
	if last == "" {
		return "it said nothing"
	}
	return fmt.Sprintf("%.200s", last)
}
