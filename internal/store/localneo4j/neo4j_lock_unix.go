//go:build unix

package localneo4j

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// neo4jLock is the lock that Neo4j holds while it runs. It belongs to the open file, so a
// child that inherits the descriptor keeps it after we close ours. It is of the same kind as
// those of newLock, whose descriptor cannot be passed on: flock.Flock hides it, and unlocks
// the file for the child too when it is closed.
type neo4jLock struct{ file *os.File }

// tryNeo4jLock takes the lock without waiting; errLocked says that another process has it.
func tryNeo4jLock(path string) (*neo4jLock, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return &neo4jLock{file}, nil
	}
	file.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errLocked
	}
	return nil, err
}

// handTo has a Neo4j that is about to be started hold the lock too.
func (l *neo4jLock) handTo(neo4j *exec.Cmd) error {
	neo4j.ExtraFiles = []*os.File{l.file}
	return nil
}

// Close gives back what this process holds. A second Close does nothing.
func (l *neo4jLock) Close() error {
	if err := l.file.Close(); !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}
