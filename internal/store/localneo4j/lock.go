package localneo4j

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"
)

const (
	lockPause = 50 * time.Millisecond
	// lookGrace is how long a starter waits for a lock that a look may hold for a moment.
	lookGrace = 4 * lockPause
)

// errLocked says that another process holds a lock.
var errLocked = errors.New("locked by another process")

// tryLock takes the advisory lock of a file. The lock belongs to the open file,
// so a child that inherits the descriptor keeps it after we close ours.
func tryLock(path string) (*os.File, error) { return flock(path, syscall.LOCK_EX) }

func flock(path string, how int) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
	if err == nil {
		return file, nil
	}
	file.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errLocked
	}
	return nil, err
}

// waitLock takes the lock as soon as it is free; waiting is called once if it is not.
func waitLock(ctx context.Context, path string, waiting func()) (*os.File, error) {
	for {
		file, err := tryLock(path)
		if !errors.Is(err, errLocked) {
			return file, err
		}
		if waiting != nil {
			waiting()
			waiting = nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPause):
		}
	}
}

// isLocked tells whether another process holds the lock. It shares the lock for a
// moment, so that two that look at once do not take each other for a starter.
func isLocked(path string) (bool, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	file, err := flock(path, syscall.LOCK_SH)
	if errors.Is(err, errLocked) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return false, file.Close()
}
