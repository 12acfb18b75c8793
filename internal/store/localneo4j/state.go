package localneo4j

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/rogpeppe/go-internal/robustio"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// User is the database user that we are.
const User = "neo4j"

// ErrNotRunning says that no Neo4j runs on a data directory.
var ErrNotRunning = fault.New(fault.NotFound, "no Neo4j runs on this data directory; start one with clustergraph serve, or clustergraph neo4j start")

// Running is a Neo4j that runs on a data directory, whoever started it.
type Running struct {
	// PID is the process of Neo4j, 0 when it is a container.
	PID int `json:"pid,omitempty"`
	// Container is the name of the container, if it is one.
	Container string `json:"container,omitempty"`
	// Owner is the process that started it and stops it when it ends; 0 when it is detached.
	Owner int `json:"owner,omitempty"`
	// Stopping tells that it is about to end.
	Stopping  bool      `json:"stopping,omitempty"`
	Port      int       `json:"port"`
	Version   string    `json:"version"`
	StartedAt time.Time `json:"startedAt"`

	password string
}

// Config says how to open the database.
func (r *Running) Config() neo.Config {
	return neo.Config{URI: fmt.Sprintf("bolt://127.0.0.1:%d", r.Port), User: User, Password: r.password}
}

// Find returns the Neo4j that runs on a data directory, or ErrNotRunning.
func Find(dir string) (*Running, error) {
	opts, err := Options{DataDir: dir}.withDefaults()
	if err != nil {
		return nil, err
	}
	d := dataDir(opts.DataDir)
	running, alive, err := d.look()
	if err != nil {
		return nil, err
	}
	if !alive {
		return nil, ErrNotRunning
	}
	if running == nil {
		return nil, fault.New(fault.DatabaseUnavailable, "Neo4j on %s is just being started by another command; try again in a few seconds", d)
	}
	running.password, err = d.readPassword()
	return running, err
}

// look tells what runs here: a child process holds the lock, a container answers. The
// lock is looked at first: a starter gives it back only when it has written the state.
func (d dataDir) look() (state *Running, alive bool, err error) {
	locked, err := isLocked(d.lock())
	if err != nil {
		return nil, false, fault.Wrap(fault.BadUserInput, err, "cannot look into data directory %s", d)
	}
	state, err = d.readState()
	if err != nil || locked || state == nil || state.Container == "" {
		return state, locked, err
	}
	alive, err = containerRuns(context.Background(), state.Container)
	return state, alive, err
}

// readState returns nil when there is no state, or one that makes no sense.
func (d dataDir) readState() (*Running, error) {
	text, err := robustio.ReadFile(d.state())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil // no state is an ordinary answer here
	}
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot look into data directory %s", d)
	}
	state := &Running{}
	if json.Unmarshal(text, state) != nil {
		state = nil // as good as none: the lock decides
	}
	return state, nil
}

func (d dataDir) writeState(state *Running) error {
	text, err := json.Marshal(state)
	if err == nil {
		err = writeFile(d.state(), append(text, '\n'))
	}
	if err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write %s", d.state())
	}
	return nil
}

// usable tells whether a Neo4j that runs will go on running: a detached one does, and one whose
// owner lives, unless it is being stopped.
func (d dataDir) usable(state *Running) (bool, error) {
	if state == nil || state.Stopping {
		return false, nil
	}
	if state.Owner == 0 {
		return true, nil
	}
	return isLocked(d.owner())
}

// markStopping tells others not to count on a Neo4j any more. Where that cannot be written, as
// on a full disk, a Neo4j of which nothing is known serves as well.
func (d dataDir) markStopping(state Running) error {
	state.Stopping = true
	if d.writeState(&state) == nil {
		return nil
	}
	return d.removeState()
}

func (d dataDir) removeState() error {
	if err := robustio.RemoveAll(d.state()); err != nil {
		return fault.Wrap(fault.Internal, err, "cannot tidy data directory %s", d)
	}
	return nil
}

// what says in words what runs.
func (r *Running) what() string {
	if r.Container != "" {
		return "container " + r.Container
	}
	return fmt.Sprintf("process %d", r.PID)
}
