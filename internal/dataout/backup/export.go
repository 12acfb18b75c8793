package backup

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Options say what an export holds; the zero value leaves out what is withheld.
type Options struct {
	// Withheld takes in what is withheld, with its history: the export is then all of the graph.
	Withheld bool
}

// Export writes the whole graph to a new directory, in the form that a restore reads: a file for
// each entity, relationship type and label of the service's records that has any, and a
// manifest last. Lines are in the order of the ids, so that equal graphs give equal bytes.
//
// Neo4j has no snapshots, so what is written meanwhile may show: see graphfile.Manifest. In any case
// nothing that was made after the start is there, and so no change without what it is
// about, and no relationship without its ends. CONFLICT tells that something was merged,
// withheld or erased meanwhile, which would stand there twice or not at all.
func Export(ctx context.Context, db *neo.DB, cat *catalog.Catalog, dir string, opts Options) (graphfile.Manifest, error) {
	out, err := newDirectory(dir)
	if err != nil {
		return graphfile.Manifest{}, err
	}
	defer out.discard()
	x := exporter{db: db, cat: cat, out: out, opts: opts}
	if err := x.all(ctx); err != nil {
		return x.manifest, err
	}
	return x.manifest, out.finish()
}

// exporter is one export under way.
type exporter struct {
	db       *neo.DB
	cat      *catalog.Catalog
	out      *directory
	opts     Options
	manifest graphfile.Manifest
	hidden   hidden
}

func (x *exporter) all(ctx context.Context) error {
	start, err := readFeed(ctx, x.db)
	if err != nil {
		return err
	}
	aside, err := readAside(ctx, x.db)
	if err != nil {
		return err
	}
	if !x.opts.Withheld {
		if x.hidden, err = aside.hidden().withMerges(ctx, x.db); err != nil {
			return err
		}
	}
	x.manifest = graphfile.NewManifest(start.position)
	for _, part := range x.parts(start) {
		f, err := x.out.write(part.name, x.pages(ctx, part))
		if err != nil {
			return err
		}
		if f.Lines > 0 {
			x.manifest.Files = append(x.manifest.Files, f)
		}
	}
	end, err := readFeed(ctx, x.db)
	if err != nil {
		return err
	}
	x.manifest.To = end.position
	if err := aside.unchanged(ctx, x.db); err != nil {
		return err
	}
	_, err = x.out.write(graphfile.ManifestFile, once(x.manifest.Text))
	return err
}
