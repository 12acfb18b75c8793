package localneo4j

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"
)

const lockPause = 50 * time.Millisecond

// errLocked says that another process holds a lock.
var errLocked = errors.New("locked by another process")

// tryLock takes the advisory lock of a file. The lock belongs to the open file,
// so a child that inherits the descriptor keeps it after we close ours.
func tryLock(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
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

// isLocked tells whether another process holds the lock.
func isLocked(path string) (bool, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	file, err := tryLock(path)
	if errors.Is(err, errLocked) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return false, file.Close()
}
