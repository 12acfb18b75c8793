package localneo4j

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockPause = 50 * time.Millisecond
	// lookGrace is how long a starter waits for a lock that a look may hold for a moment.
	lookGrace = 4 * lockPause
)

func newLock(path string) *flock.Flock {
	return flock.New(path, flock.SetFlag(os.O_RDWR|os.O_CREATE), flock.SetPermissions(0o600))
}

// waitLock takes the lock of a file as soon as it is free; waiting is called if it is not,
// and may be nil.
func waitLock(ctx context.Context, path string, waiting func()) (*flock.Flock, error) {
	lock := newLock(path)
	taken, err := lock.TryLock()
	if err != nil || taken {
		return lock, err
	}
	if waiting != nil {
		waiting()
	}
	_, err = lock.TryLockContext(ctx, lockPause)
	return lock, err
}

// isLocked tells whether another process holds the lock. It shares the lock for a
// moment, so that two that look at once do not take each other for a starter.
func isLocked(path string) (bool, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	lock := newLock(path)
	shared, err := lock.TryRLock()
	if err != nil || !shared {
		return err == nil, err
	}
	return false, lock.Close()
}

// errLocked says that another process holds a lock.
var errLocked = errors.New("locked by another process")

// waitNeo4jLock takes the lock that Neo4j holds while it runs, as soon as it is free.
func waitNeo4jLock(ctx context.Context, path string) (*neo4jLock, error) {
	for {
		lock, err := tryNeo4jLock(path)
		if !errors.Is(err, errLocked) {
			return lock, err
		}
		free, err := waitLock(ctx, path, nil)
		if err != nil {
			return nil, err
		}
		if err := free.Close(); err != nil {
			return nil, err
		}
	}
}
