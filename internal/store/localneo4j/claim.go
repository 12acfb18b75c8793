package localneo4j

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/gofrs/flock"
	gopsutil "github.com/shirou/gopsutil/v4/process"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// claim is what a starter holds of a data directory.
type claim struct {
	// owner is held while this process starts Neo4j, and while an attached one runs: the
	// system gives it back when the process ends, however that happens.
	owner *flock.Flock
	// neo4j passes on to a child process; for a container this process keeps it.
	neo4j *neo4jLock
}

// Close gives everything back. A second Close does nothing.
func (c *claim) Close() error { return errors.Join(c.neo4j.Close(), c.owner.Close()) }

// taken is the refusal of a data directory that another command starts a Neo4j on, or runs one.
type taken struct{ error }

func (t taken) Unwrap() error { return t.error }

// claim takes the data directory for a starter. It waits for a Neo4j that is about to end,
// and ends one that nobody owns any more and that does not end by itself.
func (d dataDir) claim(ctx context.Context) (*claim, error) {
	state, err := d.readState()
	if err != nil {
		return nil, err
	}
	patience := lookGrace
	if state != nil && state.Stopping {
		patience = 2 * stopGrace // it is killed after the first
	}
	owner, err := within(ctx, patience, func(ctx context.Context) (*flock.Flock, error) { return waitLock(ctx, d.owner(), nil) })
	if err != nil {
		return nil, d.refused(ctx, err, state)
	}
	lock, err := d.claimLock(ctx)
	if err != nil {
		return nil, errors.Join(err, owner.Close())
	}
	return &claim{owner: owner, neo4j: lock}, nil
}

// claimLock takes the lock that Neo4j holds; that of its owner is held, so nobody else starts one.
func (d dataDir) claimLock(ctx context.Context) (*neo4jLock, error) {
	state, err := d.readState()
	if err != nil {
		return nil, err
	}
	wait := func(ctx context.Context) (*neo4jLock, error) { return waitNeo4jLock(ctx, d.lock()) }
	goesOn := state != nil && state.Owner == 0 && !state.Stopping
	patience := stopGrace
	if goesOn {
		patience = lookGrace
	}
	lock, err := within(ctx, patience, wait)
	if errors.Is(err, context.DeadlineExceeded) && state.orphaned() {
		if err := killPID(state.PID); err != nil {
			return nil, err
		}
		lock, err = within(ctx, stopGrace, wait)
	}
	if err != nil {
		return nil, d.refused(ctx, err, state)
	}
	return lock, nil
}

// orphaned tells of a Neo4j that runs though its owner is dead. Only what is surely one is killed.
func (r *Running) orphaned() bool {
	if r == nil || r.PID == 0 || r.Owner == 0 {
		return false
	}
	lives, err := gopsutil.PidExists(int32(r.Owner))
	return err == nil && (!lives || r.Owner == os.Getpid()) // the first process of a container has one number in all of them
}

// within waits for something no longer than patience.
func within[T any](ctx context.Context, patience time.Duration, wait func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return wait(ctx)
}

// refused says why a data directory was not taken.
func (d dataDir) refused(ctx context.Context, err error, state *Running) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return taken{d.refusal(state)}
	}
	return fault.Wrap(fault.BadUserInput, err, "cannot lock data directory %s; choose another with --data-dir", d)
}

func (d dataDir) refusal(state *Running) error {
	if state == nil {
		return fault.New(fault.Conflict, "another command is just starting Neo4j on %s; wait for it, or use another --data-dir", d)
	}
	return fault.New(fault.Conflict, "Neo4j already runs on %s (%s, Bolt port %d); use it, stop it first, or use another --data-dir", d, state.what(), state.Port)
}
