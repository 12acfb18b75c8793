package ingest

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// mappedTasks are the files that a mapping names, in its order, and notes about files that
// it does not name.
func mappedTasks(m *mapping.Mapping, fsys fs.FS) (tasks []task, notes []string, err error) {
	there, err := listFiles(fsys)
	if err != nil {
		return nil, nil, err
	}
	named := map[string]bool{}
	for i := range m.Files {
		f := &m.Files[i]
		if f.Inline != nil {
			tasks = append(tasks, inlineTask(f))
			continue
		}
		names, err := matching(fsys, f.Pattern, there)
		if err != nil {
			return nil, nil, err
		}
		for _, name := range names {
			named[name] = true
			t := fileTask(fsys, name, tableOptions(f), f.CheckColumns, f.Interpret)
			t.doubts, t.skipTotals = f.Doubts(), f.SkipTotals
			tasks = append(tasks, t)
		}
	}
	var rest []string
	for _, name := range there {
		if !named[name] {
			rest = append(rest, name)
		}
	}
	if len(rest) > 0 {
		notes = append(notes, "not named by the mapping, so not read: "+listed(rest))
	}
	return tasks, notes, nil
}

func tableOptions(f *mapping.File) table.Options {
	return table.Options{
		Kind: table.Kind(f.Format.Kind), Encoding: f.Format.Encoding, Delimiter: f.Format.Delimiter, Sheet: f.Format.Sheet, HeaderRow: f.Format.HeaderRow,
		FillDown: f.FillDown,
	}
}

func matching(fsys fs.FS, pattern string, there []string) ([]string, error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, fault.New(fault.BadUserInput, "the mapping's file %q is no name and no pattern such as *.csv", pattern)
	}
	if len(names) == 0 {
		return nil, fault.New(fault.BadUserInput, "the mapping reads %s, which is not there; there are: %s", pattern, listed(there))
	}
	slices.Sort(names)
	return names, nil
}

// maxListed bounds the files that a message lists.
const maxListed = 20

func listed(names []string) string {
	if len(names) == 0 {
		return "no files"
	}
	if len(names) > maxListed {
		return strings.Join(names[:maxListed], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

// listFiles lists the files below fsys that could be meant; hidden ones are not.
func listFiles(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			names = append(names, path)
		}
		return nil
	})
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot list the files to import")
	}
	return names, nil
}
