package localneo4j

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestBind(t *testing.T) {
	tests := []struct {
		name                 string
		wanted, known, bound Runtime
		refused              bool
	}{
		{name: "new directory, any", wanted: RuntimeAuto, known: RuntimeAuto, bound: RuntimeAuto},
		{name: "new directory, one wanted", wanted: RuntimeDocker, known: RuntimeAuto, bound: RuntimeDocker},
		{name: "made with Java", wanted: RuntimeAuto, known: RuntimeJVM, bound: RuntimeJVM},
		{name: "made with Docker and wanted", wanted: RuntimeDocker, known: RuntimeDocker, bound: RuntimeDocker},
		{name: "made with Docker, Java wanted", wanted: RuntimeJVM, known: RuntimeDocker, refused: true},
		{name: "made with Java, Docker wanted", wanted: RuntimeDocker, known: RuntimeJVM, refused: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bound, err := bind(test.wanted, test.known)
			if test.refused {
				require.Equal(t, fault.BadUserInput, fault.CodeOf(err), "%v", err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, test.bound, bound)
		})
	}
}

// TestCannotRun checks that each message names what helps and nothing else.
func TestCannotRun(t *testing.T) {
	const java, docker = "Java is missing", "Docker"
	tests := []struct {
		name         string
		bound, known Runtime
		says         []string
		not          string
	}{
		{"new directory", RuntimeAuto, RuntimeAuto, []string{java, "start a Docker engine"}, "--data-dir"},
		{"Java wanted", RuntimeJVM, RuntimeAuto, []string{java}, docker},
		{"Docker wanted", RuntimeDocker, RuntimeAuto, []string{"start a Docker engine"}, "Java"},
		{"made with Java", RuntimeJVM, RuntimeJVM, []string{"keeps its graph in files", java, "another --data-dir"}, docker},
		{"made with Docker", RuntimeDocker, RuntimeDocker, []string{"keeps its graph in a Docker volume", "another --data-dir"}, "Java"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var missing []string
			if test.bound != RuntimeDocker {
				missing = []string{java}
			}
			err := cannotRun(test.bound, test.known, missing)
			require.Equal(t, fault.DatabaseUnavailable, fault.CodeOf(err))
			for _, words := range test.says {
				assert.Contains(t, err.Error(), words)
			}
			assert.NotContains(t, err.Error(), test.not)
		})
	}
}
