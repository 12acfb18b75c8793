package ingest

import (
	"context"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/table"
	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// exportRecord bounds a line of what we exported, in bytes.
const exportRecord = 8 << 20

// exportFormat says how files of the export format are read.
type exportFormat struct {
	// exported tells that they are an export of ours, whose lines may be long.
	exported bool
	// restoring takes over the service's own records too.
	restoring bool
}

func (o exportFormat) table() table.Options {
	opts := table.Options{Kind: table.JSONLines, Encoding: "utf-8"}
	if o.exported {
		opts.MaxRecord = exportRecord
	}
	return opts
}

// exportPlan says what to read of files in the export format.
func exportPlan(ctx context.Context, db *neo.DB, cat *catalog.Catalog, fsys fs.FS, how exportFormat) (plan, error) {
	p := plan{how: howRows}
	tasks, err := how.tasks(cat, fsys)
	if err != nil || !how.exported {
		p.tasks = tasks
		return p, err
	}
	how.restoring, err = restores(ctx, db, cat, fsys, plan{tasks: tasks})
	if err != nil || !how.restoring {
		p.tasks, p.notes = tasks, []string{ignoredRecords}
		return p, err
	}
	p.how = howRestore
	if p.tasks, err = how.tasks(cat, fsys); err != nil {
		return p, err
	}
	p.records, err = recordsOf(cat, fsys)
	return p, err
}

// tasks are the files of entities and relationships, each line one of them.
func (o exportFormat) tasks(cat *catalog.Catalog, fsys fs.FS) ([]task, error) {
	files, err := find(cat, fsys)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 && !o.exported {
		return nil, fault.New(fault.BadUserInput, "nothing to import: expected files such as %s/Company%s and %s/RUNS%s", graphfile.NodesDir, graphfile.Extension, graphfile.RelationshipsDir, graphfile.Extension)
	}
	tasks := make([]task, len(files))
	for i, f := range files {
		interpret := func(values map[string]any) mapping.Interpretation { return o.edge(f.typ, values) }
		if f.entity != nil {
			interpret = func(values map[string]any) mapping.Interpretation { return o.node(f.entity, values) }
		}
		tasks[i] = fileTask(fsys, f.path, o.table(), func([]string) error { return nil }, interpret)
	}
	return tasks, nil
}

func (o exportFormat) node(e *catalog.Entity, object map[string]any) mapping.Interpretation {
	it := nodeItem(object, o.restoring)
	return mapping.Interpretation{Nodes: []mapping.Node{{Entity: e, Row: it.node}}}
}

func (o exportFormat) edge(typ string, object map[string]any) mapping.Interpretation {
	it := edgeItem(object, o.restoring)
	return mapping.Interpretation{Links: []mapping.Link{{
		Type: typ, Row: it.edge,
		From: mapping.End{Node: -1, Ref: it.edge.From}, To: mapping.End{Node: -1, Ref: it.edge.To},
	}}}
}
