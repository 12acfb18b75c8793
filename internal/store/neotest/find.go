package neotest

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

const lockPause = 100 * time.Millisecond

func find(ctx context.Context) (server, error) {
	imagePresent := func(image string) bool { return localneo4j.ImagePresent(ctx, image) }
	chosen, err := choose(os.Getenv, imagePresent)
	switch {
	case err != nil:
		return server{}, err
	case chosen.given.URI != "":
		return lockGiven(ctx, chosen.given)
	case len(chosen.shared) > 0:
		return lockShared(ctx, chosen.shared)
	case chosen.image != "":
		return startContainer(ctx, chosen.image)
	}
	return startLocal(ctx)
}

// lockGiven waits until no other test process uses the Neo4j that is given, and keeps the
// others waiting until stop, or until this process ends.
func lockGiven(ctx context.Context, given neo.Config) (server, error) {
	path := filepath.Join(os.TempDir(), fmt.Sprintf("clustergraph-neotest-%x.lock", sha256.Sum256([]byte(given.URI))))
	lock, _, err := lockFree(ctx, given.URI, path)
	if err != nil {
		return server{}, err
	}
	return server{config: given, stop: func(context.Context) error { return lock.Close() }}, nil
}

// lockShared is lockGiven for the first of the Neo4j's on data directories that is free.
func lockShared(ctx context.Context, dirs []string) (server, error) {
	var paths []string
	for _, dir := range dirs {
		paths = append(paths, filepath.Join(dir, "neotest.lock"))
	}
	lock, at, err := lockFree(ctx, strings.Join(dirs, ", "), paths...)
	if err != nil {
		return server{}, err
	}
	running, err := localneo4j.Find(dirs[at])
	if err != nil {
		return server{}, errors.Join(fmt.Errorf("%s names %s: %w", SharedVariable, dirs[at], err), lock.Close())
	}
	return server{config: running.Config(), stop: func(context.Context) error { return lock.Close() }, migrated: true}, nil
}

// lockFree takes the first of some locks that no other test process has, and waits while there is none.
func lockFree(ctx context.Context, of string, paths ...string) (lock *flock.Flock, at int, err error) {
	for {
		for i, path := range paths {
			lock := flock.New(path, flock.SetFlag(os.O_RDWR|os.O_CREATE), flock.SetPermissions(0o666))
			if free, err := lock.TryLock(); err != nil || free {
				return lock, i, err
			}
		}
		select {
		case <-ctx.Done():
			return nil, 0, fmt.Errorf("waiting for other tests on %s: %w", of, ctx.Err())
		case <-time.After(lockPause):
		}
	}
}

func startLocal(ctx context.Context) (server, error) {
	removeLeftovers()
	dir, err := os.MkdirTemp("", "clustergraph-neotest-*.data")
	if err != nil {
		return server{}, err
	}
	instance, err := localneo4j.Start(ctx, localneo4j.Options{
		DataDir: dir, Port: localneo4j.AnyPort, Progress: os.Stderr,
		Small: true, Brief: !benchmarking(),
	})
	if err != nil {
		return server{}, errors.Join(err, os.RemoveAll(dir))
	}
	stop := func(ctx context.Context) error {
		return errors.Join(instance.Stop(ctx), os.RemoveAll(dir))
	}
	return server{config: instance.Config(), stop: stop}, nil
}

// benchmarking tells whether this test process measures, which needs a Neo4j at its best.
func benchmarking() bool {
	bench := flag.Lookup("test.bench")
	return bench != nil && bench.Value.String() != ""
}

// removeLeftovers removes the directories of test processes that ended without
// Main. One that is being made is too young to be taken for one.
func removeLeftovers() {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), "clustergraph-neotest-*.data")) // the pattern is well formed
	for _, dir := range dirs {
		info, err := os.Stat(dir)
		if err != nil || time.Since(info.ModTime()) < time.Minute {
			continue
		}
		if _, err := localneo4j.Find(dir); errors.Is(err, localneo4j.ErrNotRunning) {
			os.RemoveAll(dir)
		}
	}
}
