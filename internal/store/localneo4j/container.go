package localneo4j

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/background"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

const pingPause = 200 * time.Millisecond

// container is Neo4j in a container. It does not end by itself when we are
// killed; the next start on its data directory ends it.
type container struct {
	name string
	// watched ends when it shall go on without us; it is the state of the container, not of a call.
	watched context.Context
	release context.CancelFunc
}

func newContainer(name string) container {
	watched, release := context.WithCancel(context.Background())
	return container{name: name, watched: watched, release: release}
}

func (c container) wait() error {
	_, err := docker(c.watched, "wait", c.name)
	if c.watched.Err() == nil {
		err = errors.Join(err, removeContainer(context.Background(), c.name))
	}
	return err
}

func (c container) interrupt() {
	// In the background, as a signal would; wait returns when it has ended.
	background.Run(func() error {
		// An error needs no answer: Stop kills after its grace.
		_, err := docker(context.Background(), "stop", "--time", strconv.Itoa(int(stopGrace.Seconds())), c.name)
		return err
	})
}

func (c container) kill() {
	_, _ = docker(context.Background(), "kill", c.name) // an error means it has ended
}

// runContainer runs the image. This process holds the lock while an attached one runs; a
// detached one is known by the state file alone.
func (s *starter) runContainer(ctx context.Context, port int) (*Instance, error) {
	name := containerName(s.who)
	mapped, err := s.launchContainer(ctx, name, port)
	if err != nil {
		return nil, err
	}
	proc := newContainer(name)
	instance := s.instance(proc, Running{Container: name, Port: mapped})
	if err := s.awaitContainer(ctx, instance); err != nil {
		return nil, errors.Join(err, instance.Stop(context.WithoutCancel(ctx)))
	}
	if s.detached {
		proc.release()
	}
	return instance, nil
}

// awaitContainer waits until Neo4j lets us in, or says that it will not.
func (s *starter) awaitContainer(ctx context.Context, instance *Instance) error {
	bounded, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		err := ping(bounded, instance.Config())
		if err == nil {
			return s.announce(ctx, instance)
		}
		if neo.Refused(err) {
			return s.shutOut(err)
		}
		select {
		case <-instance.Done():
			return fault.New(fault.DatabaseUnavailable, "Neo4j ended in its container while it started; try docker run %s to see why", Image())
		case <-bounded.Done():
			return fault.Wrap(fault.DatabaseUnavailable, bounded.Err(), "Neo4j in its container was not ready in time")
		case <-time.After(pingPause):
		}
	}
}
