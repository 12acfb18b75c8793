package localneo4j

import (
	"os/exec"

	"github.com/gofrs/flock"
)

// neo4jLock is the lock that Neo4j holds while it runs. A descriptor cannot be passed on here:
// Neo4j takes the lock itself, while the starter keeps others away by the lock of the owner.
type neo4jLock struct{ lock *flock.Flock }

// tryNeo4jLock takes the lock without waiting; errLocked says that another process has it.
func tryNeo4jLock(path string) (*neo4jLock, error) {
	lock := newLock(path)
	taken, err := lock.TryLock()
	switch {
	case err != nil:
		return nil, err
	case !taken:
		return nil, errLocked
	}
	return &neo4jLock{lock}, nil
}

// handTo has a Neo4j that is about to be started take the lock, which is given back for it.
func (l *neo4jLock) handTo(neo4j *exec.Cmd) error {
	neo4j.Args = append(neo4j.Args, l.lock.Path())
	return l.lock.Close()
}

// Close gives back what this process holds. A second Close does nothing.
func (l *neo4jLock) Close() error { return l.lock.Close() }
