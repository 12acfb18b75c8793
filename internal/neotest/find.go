package neotest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/clustergraph/clustergraph/internal/localneo4j"
	"github.com/clustergraph/clustergraph/internal/neo"
)

const lockPause = 100 * time.Millisecond

func find(ctx context.Context) (server, error) {
	uri := os.Getenv("CLUSTERGRAPH_TEST_NEO4J_URI")
	image := os.Getenv("CLUSTERGRAPH_NEO4J_IMAGE")
	switch kind := os.Getenv("CLUSTERGRAPH_TEST_NEO4J"); {
	case kind == "uri" && uri == "":
		return server{}, errors.New("CLUSTERGRAPH_TEST_NEO4J is uri but CLUSTERGRAPH_TEST_NEO4J_URI is not set")
	case kind == "uri", kind == "" && uri != "":
		return takeTurn(ctx, uri)
	case kind == "container", kind == "" && image != "":
		// Asked for, so nothing else will do.
		return startContainer(ctx, localneo4j.Image())
	case kind == "" && localneo4j.ImagePresent(ctx, localneo4j.DefaultImage):
		return startContainer(ctx, localneo4j.DefaultImage)
	case kind == "", kind == "local":
		return startLocal(ctx)
	default:
		return server{}, fmt.Errorf("CLUSTERGRAPH_TEST_NEO4J is %q; set it to uri, container or local, or not at all", kind)
	}
}

// takeTurn waits until no other test process uses the Neo4j at uri. The lock ends
// with this process.
func takeTurn(ctx context.Context, uri string) (server, error) {
	user := os.Getenv("CLUSTERGRAPH_TEST_NEO4J_USER")
	if user == "" {
		user = "neo4j"
	}
	path := filepath.Join(os.TempDir(), fmt.Sprintf("clustergraph-neotest-%x.lock", sha256.Sum256([]byte(uri))))
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return server{}, err
	}
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			break
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return server{}, errors.Join(err, file.Close())
		}
		select {
		case <-ctx.Done():
			return server{}, errors.Join(fmt.Errorf("waiting for other tests on %s: %w", uri, ctx.Err()), file.Close())
		case <-time.After(lockPause):
		}
	}
	return server{
		config: neo.Config{URI: uri, User: user, Password: os.Getenv("CLUSTERGRAPH_TEST_NEO4J_PASSWORD")},
		stop:   func(context.Context) error { return file.Close() },
	}, nil
}

func startLocal(ctx context.Context) (server, error) {
	removeLeftovers()
	dir, err := os.MkdirTemp("", "clustergraph-neotest-*.data")
	if err != nil {
		return server{}, err
	}
	var progress io.Writer = os.Stderr
	instance, err := localneo4j.Start(ctx, localneo4j.Options{DataDir: dir, Port: localneo4j.AnyPort, Small: true, Progress: progress})
	if err != nil {
		return server{}, errors.Join(err, os.RemoveAll(dir))
	}
	stop := func(ctx context.Context) error {
		return errors.Join(instance.Stop(ctx), os.RemoveAll(dir))
	}
	return server{config: instance.Config(), stop: stop}, nil
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
