// Package house_test checks that what the documentation says of the packages is true.
package house_test

import (
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	root   = "../.."
	module = "github.com/clustergraph/clustergraph/"
)

// goPackage is what go list tells of a package.
type goPackage struct {
	ImportPath, Name, Dir string
	GoFiles, Imports      []string
}

func listed(t *testing.T, pattern string) []goPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Name,Dir,GoFiles,Imports", pattern)
	cmd.Dir = root
	out, err := cmd.Output()
	require.NoError(t, err)
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err)
		all = append(all, p)
	}
}

// The comment of each package under internal names the packages of this module that it
// imports, and no others, in a sentence such as: It imports catalog, fault and gqlparser.
func TestCommentsNameTheImports(t *testing.T) {
	known := map[string]bool{}
	for _, p := range listed(t, "./...") {
		known[path.Base(p.ImportPath)] = true
	}
	for _, p := range listed(t, "./internal/...") {
		name := strings.TrimPrefix(p.ImportPath, module)
		if len(p.GoFiles) == 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, ours(p.Imports), named(comment(t, p), known), "expected are the imports, actual what the comment names")
		})
	}
}

// ours are the last elements of the imports from this module, sorted and joined.
func ours(imports []string) string {
	var names []string
	for _, i := range imports {
		if strings.HasPrefix(i, module) {
			names = append(names, path.Base(i))
		}
	}
	return joined(names)
}

func joined(names []string) string {
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// comment is the comment of a package.
func comment(t *testing.T, p goPackage) string {
	t.Helper()
	var text strings.Builder
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.PackageClauseOnly|parser.ParseComments)
		require.NoError(t, err)
		text.WriteString(f.Doc.Text())
	}
	return text.String()
}

var (
	importSentence = regexp.MustCompile(`(?s)\b(?:[Ii]t|and)\s+imports\s+(.*?)\.(?:\s|$)`)
	importName     = regexp.MustCompile(`[\w/-]+`)
)

// named are the packages that the sentence about imports names, as ours writes them; paths
// stand for their last elements.
func named(comment string, known map[string]bool) string {
	sentence := importSentence.FindStringSubmatch(comment)
	if sentence == nil {
		return "no sentence says: It imports …"
	}
	var names []string
	for _, word := range importName.FindAllString(sentence[1], -1) {
		if name := path.Base(word); known[name] {
			names = append(names, name)
		}
	}
	return joined(names)
}
