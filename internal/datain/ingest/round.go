package ingest

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/background"
)

// maxWaiting bounds the rows of one file that wait for a row further down.
const maxWaiting = 1_000_000

// waiter is a row that waits for a node that a row further down may make.
type waiter struct {
	Line int `json:"line"`
	// Wrote tells that other entries of the row have been written.
	Wrote bool `json:"wrote,omitempty"`
}

// round is one reading of a file.
type round struct {
	task task
	at   int
	// after is the last line that an earlier import has dealt with.
	after int
	// only are the rows that wait, in the order of their lines; nil reads all.
	only []waiter
	// mayWait allows rows to wait for another round.
	mayWait bool
	// made are the entities that rows of the file make.
	made map[string]bool
}

// task imports one file, and then the rows that had to wait, as long as that helps.
func (im *importer) task(ctx context.Context, i int, from position) error {
	t := round{task: im.tasks[i], at: i, after: from.Line, mayWait: true, made: map[string]bool{}}
	im.line, im.waiting = from.Line, from.Waiting
	waiting, err := im.round(ctx, t)
	for err == nil && len(waiting) > 0 {
		t.only, im.waiting = waiting, nil
		before := im.report.Created() + im.report.Updated()
		waiting, err = im.round(ctx, t)
		idle := im.report.Created()+im.report.Updated() == before && len(waiting) == len(t.only)
		t.mayWait = !idle
	}
	return err
}

// round reads and writes one file; the next batch is read while one is being written.
func (im *importer) round(ctx context.Context, t round) ([]waiter, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r := &reading{round: t, opts: im.opts, batches: make(chan batch), notes: make(chan []string, 1)}
	read := background.Run(func() error {
		defer close(r.batches)
		return r.run(ctx)
	})
	for b := range r.batches {
		if err := im.batch(ctx, t, b); err != nil {
			cancel()
			<-read
			return nil, err
		}
	}
	if err := <-read; err != nil {
		return nil, err
	}
	im.note(t, <-r.notes)
	slices.SortFunc(im.waiting, func(a, b waiter) int { return a.Line - b.Line })
	return im.waiting, nil
}

// note takes over what was assumed about a file, once.
func (im *importer) note(t round, notes []string) {
	for _, n := range notes {
		if n = t.task.name + ": " + n; !slices.Contains(im.report.Notes, n) {
			im.report.Notes = append(im.report.Notes, n)
		}
	}
}

// batch writes rows and takes the outcomes into the report.
func (im *importer) batch(ctx context.Context, t round, b batch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	madeBy(b.units, t.made)
	if err := im.write(ctx, t, b); err != nil {
		return err
	}
	if im.opts.Progress != nil {
		im.opts.Progress(im.progress(t, b))
	}
	return nil
}

func (im *importer) progress(t round, b batch) Progress {
	p := Progress{Report: im.report, File: t.task.name, Read: b.read, Size: b.size, Done: im.done}
	for _, n := range im.sizes {
		p.Total += n
	}
	if b.size > 0 {
		p.Done += int64(float64(im.sizes[t.task.name]) * float64(b.read) / float64(b.size))
	}
	return p
}
