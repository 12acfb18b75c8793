package neotest

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// kindVariable names the environment variable that says which Neo4j tests get, and none
// is its value where those that need one are left out.
const (
	kindVariable = "CLUSTERGRAPH_TEST_NEO4J"
	none         = "none"
)

// SharedVariable lists the data directories of local Neo4j's that test processes share, as PATH lists
// directories.
const SharedVariable = "CLUSTERGRAPH_TEST_NEO4J_SHARED"

// choice is where a test process gets its Neo4j: the one at given.URI, else one of those that run
// on shared directories, else a container of image, else a local one.
type choice struct {
	given  neo.Config
	shared []string
	image  string
}

// TakesShared tells whether tests would take one of shared local ones, because nothing else is chosen.
func TakesShared(env func(string) string) bool {
	withShared := func(name string) string {
		if name == SharedVariable {
			return "any"
		}
		return env(name)
	}
	chosen, err := choose(withShared, func(string) bool { return false })
	return err == nil && len(chosen.shared) > 0
}

// choose reads the environment as the package's comment says. imagePresent tells
// whether a Docker engine has an image; it is called only when nothing is set.
func choose(env func(string) string, imagePresent func(image string) bool) (choice, error) {
	given := neo.Config{
		URI:      env("CLUSTERGRAPH_TEST_NEO4J_URI"),
		User:     env("CLUSTERGRAPH_TEST_NEO4J_USER"),
		Password: env("CLUSTERGRAPH_TEST_NEO4J_PASSWORD"),
	}
	if given.User == "" {
		given.User = localneo4j.User
	}
	image := env("CLUSTERGRAPH_NEO4J_IMAGE")
	switch kind := env(kindVariable); {
	case kind == "uri" && given.URI == "":
		return choice{}, errors.New(kindVariable + " is uri but CLUSTERGRAPH_TEST_NEO4J_URI is not set")
	case kind == "uri", kind == "" && given.URI != "":
		return choice{given: given}, nil
	case kind == "" && image == "" && env(SharedVariable) != "":
		return choice{shared: filepath.SplitList(env(SharedVariable))}, nil
	case (kind == "container" || kind == "") && image != "":
		// An image that is named is required.
		return choice{image: image}, nil
	case kind == "container", kind == "" && imagePresent(localneo4j.DefaultImage):
		return choice{image: localneo4j.DefaultImage}, nil
	case kind == "local", kind == "":
		return choice{}, nil
	default:
		return choice{}, fmt.Errorf("%s is %q; set it to uri, container, local or none, or not at all", kindVariable, kind)
	}
}
