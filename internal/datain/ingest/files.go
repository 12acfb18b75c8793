package ingest

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

const (
	// sourceEntity comes first, since all others may cite it.
	sourceEntity = "Source"
)

// file is one file to import: of an entity, or of a relationship type.
type file struct {
	path   string
	entity *catalog.Entity
	typ    string
}

// find lists the files to import in the order in which they must be read. A file that
// stands for nothing in the catalog is an error: a misspelt name must not go unnoticed.
func find(cat *catalog.Catalog, fsys fs.FS) ([]file, error) {
	nodes, err := names(fsys, graphfile.NodesDir, cat.EntityNames(), "entity")
	if err != nil {
		return nil, err
	}
	types, err := names(fsys, graphfile.RelationshipsDir, cat.EdgeTypes(), "relationship type")
	if err != nil {
		return nil, err
	}
	if i := slices.Index(nodes, sourceEntity); i > 0 {
		nodes = slices.Insert(slices.Delete(nodes, i, i+1), 0, sourceEntity)
	}
	var files []file
	for _, name := range nodes {
		files = append(files, file{path: graphfile.NodeFile(name), entity: cat.Entity(name)})
	}
	for _, name := range types {
		files = append(files, file{path: graphfile.EdgeFile(name), typ: name})
	}
	return files, nil
}

func names(fsys fs.FS, dir string, known []string, what string) ([]string, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot read %s", dir)
	}
	var found []string
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		name, ok := strings.CutSuffix(entry.Name(), graphfile.Extension)
		if !ok || entry.IsDir() || !slices.Contains(known, name) {
			return nil, fault.New(fault.BadUserInput, "%s/%s stands for no %s; known are %s, each with %s", dir, entry.Name(), what, strings.Join(known, ", "), graphfile.Extension)
		}
		found = append(found, name)
	}
	return found, nil
}
