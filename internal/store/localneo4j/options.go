package localneo4j

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// The pinned versions; assets/pom.xml says the same to Maven, and assets/jars.json lists what they resolve to.
const (
	Version    = "5.26.31"
	GDSVersion = "2.13.9"
)

// DefaultImage is what runs where there is no JDK or Maven, unless
// CLUSTERGRAPH_NEO4J_IMAGE names another image.
const DefaultImage = "neo4j:" + Version + "-community"

// DefaultPort is the Bolt port when it is free and no other is given.
const DefaultPort = 7687

// AnyPort takes any free port.
const AnyPort = -1

// Runtime says how Neo4j runs.
type Runtime string

// The runtimes. A data directory stays with the one it was made with.
const (
	RuntimeAuto   Runtime = ""
	RuntimeJVM    Runtime = "jvm"
	RuntimeDocker Runtime = "docker"
)

// Options say where and how to run Neo4j. Only DataDir is required.
type Options struct {
	// DataDir holds the graph, its password, logs and configuration.
	DataDir string
	// Port is the Bolt port on the loopback address. 0 takes the one used last
	// in this data directory, else DefaultPort, and any free one when that is
	// taken; AnyPort takes any free one.
	Port int
	// Progress gets lines for people while something takes long; nil discards them.
	Progress io.Writer
	// Logger gets what operators want to know; nil discards it.
	Logger *slog.Logger
	// Serving is set by a command that serves on the directory. Others leave starting Neo4j to
	// one that does.
	Serving bool
	// Small uses as little memory and disk as Neo4j allows, for tests.
	Small bool
	// Brief suits a Neo4j that lives for minutes: Java compiles fast instead of well.
	// A container takes no notice of it.
	Brief bool
	// Runtime forces a runtime; RuntimeAuto takes a JDK, else Docker.
	Runtime Runtime
}

func (o Options) withDefaults() (Options, error) {
	if o.DataDir == "" {
		return o, fault.New(fault.BadUserInput, "no data directory given for the local Neo4j; give one with --data-dir")
	}
	dir, err := filepath.Abs(o.DataDir)
	if err != nil {
		return o, fault.Wrap(fault.BadUserInput, err, "cannot use data directory %s", o.DataDir)
	}
	o.DataDir = dir
	if o.Port < AnyPort || o.Port > 65535 {
		return o, fault.New(fault.BadUserInput, "Bolt port %d is out of range; give 1 to 65535, or 0 for a free one", o.Port)
	}
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o, nil
}

// CacheDir is where jars are kept for all data directories of this user:
// CLUSTERGRAPH_CACHE_DIR, else clustergraph in the user's cache directory.
func CacheDir() (string, error) {
	if dir := os.Getenv("CLUSTERGRAPH_CACHE_DIR"); dir != "" {
		return filepath.Abs(dir)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fault.Wrap(fault.BadUserInput, err, "this user has no cache directory; set CLUSTERGRAPH_CACHE_DIR to one")
	}
	return filepath.Join(dir, "clustergraph"), nil
}

// Image is the container image to run: CLUSTERGRAPH_NEO4J_IMAGE or DefaultImage.
func Image() string {
	if image := os.Getenv("CLUSTERGRAPH_NEO4J_IMAGE"); image != "" {
		return image
	}
	return DefaultImage
}
