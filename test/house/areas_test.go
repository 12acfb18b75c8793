package house_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// linter is what the configuration of the linter says of imports.
type linter struct {
	Linters struct {
		Settings struct {
			Depguard struct {
				Rules map[string]struct {
					Allow []string
				}
			}
		}
	}
}

var mayImport = regexp.MustCompile(`(?s)May import: (.*?)\.\n`)

// The comment of each area says what its packages may import; the linter refuses the rest.
func TestAreasSayWhatTheLinterAllows(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, ".golangci.yml"))
	require.NoError(t, err)
	var config linter
	require.NoError(t, yaml.Unmarshal(text, &config))
	for _, p := range listed(t, "./internal/...") {
		area := strings.TrimPrefix(p.ImportPath, module+"internal/")
		if strings.Contains(area, "/") {
			continue
		}
		t.Run(area, func(t *testing.T) {
			rule, is := config.Linters.Settings.Depguard.Rules[area]
			if area == "app" {
				assert.False(t, is, "the wiring may import everything")
				return
			}
			require.True(t, is, "the linter has no rule for internal/%s", area)
			var allowed []string
			for _, a := range rule.Allow {
				allowed = append(allowed, strings.TrimPrefix(strings.TrimPrefix(a, module), "internal/"))
			}
			said := mayImport.FindStringSubmatch(comment(t, p) + "\n")
			require.NotNil(t, said, "the comment of internal/%s does not say what it may import", area)
			names := strings.Split(strings.Join(strings.Fields(said[1]), " "), ", ")
			slices.Sort(names)
			slices.Sort(allowed)
			assert.Equal(t, allowed, names)
		})
	}
}
