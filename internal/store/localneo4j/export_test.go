package localneo4j

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"

	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// EnsureJars lets tests fetch without starting.
func EnsureJars(ctx context.Context, progress io.Writer) error {
	_, err := ensureJars(ctx, FindJava(ctx), progress)
	return err
}

// CheckJars compares the content of the cached jars with the list in the program.
func CheckJars() error {
	jars, err := cachedJars()
	if err != nil {
		return err
	}
	return jars.check(true)
}

// ResolveList resolves the jars into an empty directory and lists them as the repository does.
func ResolveList(ctx context.Context, dir string, progress io.Writer) ([]byte, error) {
	if err := resolve(ctx, FindJava(ctx), jarDir(dir), progress); err != nil {
		return nil, err
	}
	list, err := listJars(jarDir(dir).lib(), true)
	if err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(list, "", " ")
	return append(text, '\n'), err
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

// gone is a Neo4j that has ended.
type gone struct{ source }

func (gone) Config() neo.Config { return neo.Config{URI: "bolt://127.0.0.1:1", User: "neo4j"} }

// MendGone mends a Neo4j that is gone already.
func MendGone(ctx context.Context, dir string) {
	k := Kept{seeker: seeker{Options: Options{DataDir: dir, Logger: slog.New(slog.DiscardHandler)}, dir: dataDir(dir)}, current: gone{}}
	k.mend(ctx)
}
