package localneo4j

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// keepPause is how often is looked whether a Neo4j of another command is there, or gone.
const keepPause = 200 * time.Millisecond

// seeker looks for a Neo4j to use on a data directory, and starts one where there is none.
type seeker struct {
	Options
	dir dataDir
}

// errWait says that another command is about to start or to stop a Neo4j, or that the one that
// runs does not answer.
type errWait struct{ error }

// seek returns a Neo4j that will go on running. It waits while others start and stop.
func (s seeker) seek(ctx context.Context) (source, error) {
	began, told := time.Now(), false
	for {
		found, err := s.look(ctx)
		waiting, wait := errors.AsType[errWait](err)
		switch {
		case !wait:
			return found, err
		case time.Since(began) > startLimit:
			return nil, waiting.error
		case !told:
			told = true
			fmt.Fprintln(s.Progress, "Waiting:", waiting.error)
		}
		if err := pause(ctx, keepPause); err != nil {
			return nil, err
		}
	}
}

// look takes what is there at the moment.
func (s seeker) look(ctx context.Context) (source, error) {
	state, alive, err := s.dir.look()
	if err != nil {
		return nil, err
	}
	usable, err := s.dir.usable(state)
	switch {
	case err != nil:
		return nil, err
	case alive && usable && (s.Port <= 0 || s.Port == state.Port):
		return s.adopt(ctx, *state)
	case alive && usable:
		return nil, errWait{fault.New(fault.DatabaseUnavailable, "Neo4j runs on %s at Bolt port %d, and not at %d as before", s.dir, state.Port, s.Port)}
	}
	return s.start(ctx)
}

func (s seeker) adopt(ctx context.Context, state Running) (source, error) {
	var err error
	if state.password, err = s.dir.readPassword(); err != nil {
		return nil, err
	}
	switch err = ping(ctx, state.Config()); {
	case err == nil:
		return s.dir.adopt(ctx, state), nil
	case neo.Refused(err), ctx.Err() != nil:
		return nil, err
	}
	return nil, errWait{fault.Wrap(fault.DatabaseUnavailable, err, "Neo4j on %s (%s) does not answer; see %s", s.dir, state.what(), s.dir.logs())}
}

// start leaves starting to who serves on the directory, if that is another command.
func (s seeker) start(ctx context.Context) (source, error) {
	if !s.Serving {
		served, err := isLocked(s.dir.serveLock())
		if err != nil {
			return nil, err
		}
		if served {
			return nil, errWait{fault.New(fault.DatabaseUnavailable, "the Neo4j on %s is just being started by the service (process %d)", s.dir, s.dir.server().PID)}
		}
	}
	instance, err := Start(ctx, s.Options)
	if taken, is := errors.AsType[taken](err); is {
		return nil, errWait(taken) // another was faster
	}
	if err != nil {
		return nil, err
	}
	return instance, nil
}
