package house_test

import (
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What knows the database, and what the network.
var (
	database = []string{"github.com/neo4j/neo4j-go-driver/v5/neo4j", module + "internal/store/neo", "github.com/testcontainers/testcontainers-go"}
	network  = []string{"net", "net/http", "os/exec", "github.com/99designs/gqlgen/graphql"}
)

var callsItselfPure = regexp.MustCompile(`\b(It|it|All of it)\s+is\s+pure\b`)

// What a package that calls itself pure imports, and what that imports in turn, knows neither
// the database nor the network.
func TestPurePackagesReachNothingElse(t *testing.T) {
	var pure []string
	for _, p := range listed(t, "./internal/...") {
		if callsItselfPure.MatchString(comment(t, p)) || strings.HasPrefix(p.ImportPath, module+"internal/model/") && p.Name != "main" {
			pure = append(pure, p.ImportPath)
		}
	}
	for _, must := range []string{"access/grant", "read/plan", "read/cypher", "read/answer", "write/claim", "write/journal", "write/input", "write/match", "datain/mapping"} {
		assert.Contains(t, pure, module+"internal/"+must, "it is held by tests without a database")
	}
	reachesNone(t, pure, slices.Concat(database, network))
}

// Who answers readers is given a View, and could not reach the database past it: neither by
// what it imports, nor by what that imports.
func TestReadersDoNotReachTheDatabase(t *testing.T) {
	var readers []string
	for _, area := range []string{"access", "read", "dataout", "edge"} {
		for _, p := range listed(t, "./internal/"+area+"/...") {
			readers = append(readers, p.ImportPath)
		}
	}
	require.NotEmpty(t, readers)
	reachesNone(t, slices.DeleteFunc(readers, func(path string) bool {
		return slices.Contains(notReaders, strings.TrimPrefix(path, module+"internal/"))
	}), database)
}

// notReaders write, or only tests import them.
var notReaders = []string{"read/searchindex", "read/view/viewtest", "dataout/backup"}

func reachesNone(t *testing.T, packages, refused []string) {
	t.Helper()
	for _, path := range packages {
		t.Run(strings.TrimPrefix(path, module), func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", path)
			cmd.Dir = root
			out, err := cmd.Output()
			require.NoError(t, err)
			for _, dep := range strings.Fields(string(out)) {
				assert.False(t, slices.Contains(refused, dep), "it reaches %s", dep)
			}
		})
	}
}
