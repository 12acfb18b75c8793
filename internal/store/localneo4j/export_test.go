package localneo4j

import (
	"context"
	"io"
)

// EnsureJars lets tests fetch without starting.
func EnsureJars(ctx context.Context, progress io.Writer) error {
	_, err := ensureJars(ctx, FindJava(ctx), progress)
	return err
}

// CheckJars compares the content of the cached jars with what was fetched.
func CheckJars() error {
	jars, err := cachedJars()
	if err != nil {
		return err
	}
	return jars.check(true)
}

// Locked tells whether anything holds the lock of a data directory.
func Locked(dir string) (bool, error) { return isLocked(dataDir(dir).lock()) }

// RemoveVolume removes what a container of a data directory left.
func RemoveVolume(ctx context.Context, dir string) {
	who, err := dataDir(dir).readIdentity()
	if err == nil && who.ID != "" {
		_ = removeContainer(ctx, containerName(who))
		_, _ = docker(ctx, "volume", "rm", "--force", containerName(who))
	}
}
