package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A panic in a goroutine ends the process, so nothing starts one by itself: package background does,
// which catches what panics.
func TestGoroutinesAreStartedInOnePlace(t *testing.T) {
	files := 0
	for _, area := range []string{"internal", "graph", "cmd"} {
		require.NoError(t, filepath.WalkDir(filepath.Join(root, area), func(path string, d fs.DirEntry, err error) error {
			product := strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.Contains(path, ".generated.")
			if err != nil || d.IsDir() || !product || forTests(path) || strings.Contains(path, "internal/model/background/") {
				return err
			}
			files++
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			require.NoError(t, err)
			ast.Inspect(file, func(n ast.Node) bool {
				if starts(n) {
					assert.Fail(t, "starts a goroutine by itself; use package background", "%s", set.Position(n.Pos()))
				}
				return true
			})
			return nil
		}))
	}
	assert.Greater(t, files, 100, "the walk finds the sources")
}

// forTests tells packages that only tests import.
func forTests(path string) bool {
	return strings.HasSuffix(filepath.Dir(path), "test")
}

// starts tells go statements, and calls such as WaitGroup.Go.
func starts(n ast.Node) bool {
	if _, is := n.(*ast.GoStmt); is {
		return true
	}
	call, is := n.(*ast.CallExpr)
	if !is {
		return false
	}
	method, is := call.Fun.(*ast.SelectorExpr)
	if !is || method.Sel.Name != "Go" {
		return false
	}
	of, named := method.X.(*ast.Ident)
	return !named || of.Name != "background"
}
