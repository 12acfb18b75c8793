package ingest

import (
	"context"
	"crypto/rand"
	"io/fs"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/dataout/graphfile"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Import writes the files of fsys, which are in our own export format, into the graph:
// nodes before relationships, sources before all. An export of ours makes an empty graph
// equal to the one that it is of, history included; into any other it is imported as rows
// are, without the service's own records. Import works like Run in all else.
func Import(ctx context.Context, db *neo.DB, cat *catalog.Catalog, fsys fs.FS, opts Options) (Report, error) {
	manifest, err := graphfile.ReadManifest(fsys)
	if err != nil {
		return Report{}, err
	}
	p, err := exportPlan(ctx, db, cat, fsys, exportFormat{exported: manifest != nil})
	if err != nil {
		return Report{}, err
	}
	opts.Policy = privacy.Policy{ShowSensitive: true} // what comes from an export is an operator's
	return run(ctx, db, cat, fsys, p, opts)
}

// Run writes files into the graph as a mapping means them, a batch of rows a transaction. A
// row of which any required part is refused writes nothing; bad rows are told with the
// reason and never stop good ones. Importing the same files again changes nothing. When ctx
// ends, Run stops after the batch in hand; what is committed stays, and the same call
// goes on there, as it does after the program was killed.
func Run(ctx context.Context, db *neo.DB, cat *catalog.Catalog, m *mapping.Mapping, fsys fs.FS, opts Options) (Report, error) {
	tasks, notes, err := mappedTasks(m, fsys)
	if err != nil {
		return Report{}, err
	}
	return run(ctx, db, cat, fsys, plan{how: m.Digest, tasks: tasks, notes: notes}, opts)
}

// plan is what an import reads, in order.
type plan struct {
	// how stands for the way the files are read.
	how   string
	tasks []task
	notes []string
	// records of the service are restored too; nil for none.
	records *records
}

// files are the names of the plan's files, each once.
func (p plan) files() []string {
	var names []string
	seen := map[string]bool{}
	for _, t := range p.tasks {
		if t.file && !seen[t.name] {
			seen[t.name] = true
			names = append(names, t.name)
		}
	}
	return names
}

// importer is one import under way.
type importer struct {
	plan
	db      *neo.DB
	writer  *record.Writer
	opts    Options
	id      string
	sizes   map[string]int64
	rejects *rejects
	report  Report
	// done is the size of the files that are finished.
	done int64
	// line is the last one of the file in hand that is dealt with, but for the rows that wait
	// for a row further down.
	line    int
	waiting []waiter
}

func run(ctx context.Context, db *neo.DB, cat *catalog.Catalog, fsys fs.FS, p plan, opts Options) (Report, error) {
	opts = opts.withDefaults()
	im := &importer{
		plan: p, db: db, opts: opts, rejects: newRejects(opts.Rejects),
		writer: record.NewWriter(cat, id.NewGenerator(opts.Now, rand.Reader), opts.Now).As(opts.Actor).Seeing(opts.Policy),
		report: Report{Notes: p.notes, DryRun: opts.DryRun},
	}
	var err error
	if im.id, im.sizes, err = digest(p.how, fsys, p.files()); err != nil {
		return im.report, err
	}
	if opts.DryRun {
		err = im.dry(ctx)
	} else {
		err = im.all(ctx)
	}
	if err == nil {
		err = im.report.check()
	}
	return im.report, err
}

// all imports file after file, from where an earlier import stopped.
func (im *importer) all(ctx context.Context) error {
	if im.opts.AtOnce {
		if done, err := im.atOnce(ctx); done || err != nil {
			return err
		}
	}
	from, err := im.start(ctx)
	if err != nil {
		return err
	}
	if im.records != nil && im.report.Resumed == nil {
		if err := im.restore(ctx, im.records.first); err != nil {
			return err
		}
	}
	for i := range im.tasks {
		if i < from.Task {
			im.done += im.sizes[im.tasks[i].name]
			continue
		}
		if i > from.Task || from.Files == nil {
			from = position{Task: i, Files: []FileReport{}}
			im.report.Files = append(im.report.Files, FileReport{File: im.tasks[i].name})
		}
		if err := im.task(ctx, i, from); err != nil {
			return err
		}
		im.done += im.sizes[im.tasks[i].name]
	}
	if im.records != nil {
		if err := im.restore(ctx, im.records.last); err != nil {
			return err
		}
	}
	return clearPosition(ctx, im.db, im.id)
}

// start finds out where to go on.
func (im *importer) start(ctx context.Context) (position, error) {
	if im.opts.Restart {
		return position{}, im.rejects.begin(0)
	}
	p, found, err := loadPosition(ctx, im.db, im.id)
	if err != nil || !found || p.Task >= len(im.tasks) {
		return position{}, firstOf(err, im.rejects.begin(0))
	}
	im.report.Files = p.Files
	im.report.ProblemCount, im.report.WarningCount = p.Problems, p.Warnings
	for _, f := range p.Files {
		im.report.plus(f.Counts)
	}
	im.report.Resumed = &Place{File: im.tasks[p.Task].name, Line: p.Line}
	return p, im.rejects.begin(p.Rejects)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
