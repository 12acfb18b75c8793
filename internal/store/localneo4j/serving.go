package localneo4j

import (
	"context"
	"encoding/json"
	"errors"
	"os"

	"github.com/gofrs/flock"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Serving is the claim of the one command that serves on a data directory.
type Serving struct {
	dir  dataDir
	lock *flock.Flock
	who  server
}

// server is who serves, for those who are refused.
type server struct {
	PID     int    `json:"pid"`
	Address string `json:"address"`
	// Stopping tells that it is about to end.
	Stopping bool `json:"stopping,omitempty"`
}

// ClaimServing claims a data directory for a command that serves at an address. It waits for one
// that is stopping; another is a CONFLICT. The claim ends with the process, or by Close.
func ClaimServing(ctx context.Context, dir, address string) (*Serving, error) {
	opts, err := Options{DataDir: dir}.withDefaults()
	if err != nil {
		return nil, err
	}
	d := dataDir(opts.DataDir)
	if err := d.prepare(); err != nil {
		return nil, err
	}
	patience := lookGrace
	if d.server().Stopping {
		patience = 2 * stopGrace // for its requests, and for its Neo4j
	}
	lock, err := within(ctx, patience, func(ctx context.Context) (*flock.Flock, error) { return waitLock(ctx, d.serveLock(), nil) })
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		who := d.server()
		return nil, fault.New(fault.Conflict, "process %d serves on %s already, at http://%s; use that, stop it first, or use another --data-dir", who.PID, d, who.Address)
	case err != nil:
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot lock data directory %s; choose another with --data-dir", d)
	}
	s := &Serving{dir: d, lock: lock, who: server{PID: os.Getpid(), Address: address}}
	if err := s.tell(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return s, nil
}

// Stopping tells one that starts in the meantime to wait.
func (s *Serving) Stopping() {
	s.who.Stopping = true
	_ = s.tell() // where it cannot be written, the other is refused
}

// Close gives the claim back.
func (s *Serving) Close() error { return s.lock.Close() }

func (s *Serving) tell() error {
	text, err := json.Marshal(s.who)
	if err == nil {
		err = writeFile(s.dir.serving(), append(text, '\n'))
	}
	if err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write %s", s.dir.serving())
	}
	return nil
}

// server returns who serves or served last; the zero server when that is not known.
func (d dataDir) server() (who server) {
	text, err := os.ReadFile(d.serving())
	if err == nil {
		_ = json.Unmarshal(text, &who)
	}
	return who
}
