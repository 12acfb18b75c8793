package neotest

import (
	"errors"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// kindVariable names the environment variable that says which Neo4j tests get, and none
// is its value where those that need one are left out.
const (
	kindVariable = "CLUSTERGRAPH_TEST_NEO4J"
	none         = "none"
)

// choice is where a test process gets its Neo4j: the one at given.URI, else a
// container of image, else a local one.
type choice struct {
	given neo.Config
	image string
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
