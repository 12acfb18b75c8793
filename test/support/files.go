package support

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"
)

// Tree reads the files below dir by their names, but no test data and no built pages.
func Tree(t testing.TB, files fs.FS, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	require.NoError(t, fs.WalkDir(files, dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "dist"):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		text, err := fs.ReadFile(files, name)
		all[name] = string(text)
		return err
	}))
	return all
}
