package ingest

import (
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/mapping"
	"github.com/clustergraph/clustergraph/internal/table"
)

// ownTasks are the files of the export format, each line one node or one relationship.
func ownTasks(cat *catalog.Catalog, fsys fs.FS) ([]task, error) {
	files, err := find(cat, fsys)
	if err != nil {
		return nil, err
	}
	opts := table.Options{Kind: table.JSONLines, Encoding: "utf-8"}
	tasks := make([]task, len(files))
	for i, f := range files {
		mean := func(values map[string]any) mapping.Meaning { return ownEdge(f.typ, values) }
		if f.entity != nil {
			mean = func(values map[string]any) mapping.Meaning { return ownNode(f.entity, values) }
		}
		tasks[i] = fileTask(fsys, f.path, opts, func([]string) error { return nil }, mean)
	}
	return tasks, nil
}

func ownNode(e *catalog.Entity, object map[string]any) mapping.Meaning {
	it := nodeItem(object)
	return mapping.Meaning{Nodes: []mapping.Node{{Entity: e, Row: it.node}}}
}

func ownEdge(typ string, object map[string]any) mapping.Meaning {
	it := edgeItem(object)
	return mapping.Meaning{Links: []mapping.Link{{
		Type: typ, Row: it.edge,
		From: mapping.End{Node: -1, Ref: it.edge.From}, To: mapping.End{Node: -1, Ref: it.edge.To},
	}}}
}
