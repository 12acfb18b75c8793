//go:build unix

package localneo4j

import (
	"errors"
	"os"
	"syscall"
)

// errLocked says that another process holds a lock.
var errLocked = errors.New("locked by another process")

// tryInherited takes the lock of a file without waiting. The lock belongs to the open file,
// so a child that inherits the descriptor keeps it after we close ours. It is of the same
// kind as those of newLock, whose descriptor cannot be passed on: flock.Flock hides it, and
// unlocks the file for the child too when it is closed.
func tryInherited(path string) (*os.File, error) {
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
