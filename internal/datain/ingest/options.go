package ingest

import (
	"cmp"
	"io"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/privacy"
)

const (
	defaultBatch    = 5_000
	defaultProblems = 1_000
	defaultDryRows  = 20_000
	defaultActor    = "import"
	// batchBytes bounds a batch whose rows are long.
	batchBytes = 8 << 20
	// batchParts bounds the nodes and relationships of a batch whose rows fan out.
	batchParts = 30_000
	// batchTime bounds one transaction.
	batchTime = 2 * time.Minute
)

// Options of an import; the zero value is ready to use.
type Options struct {
	// BatchSize is the number of rows a transaction; 0 means 5,000.
	BatchSize int
	// MaxProblems bounds each list of the report; 0 means 1,000.
	MaxProblems int
	// Progress is called after each batch with what was done so far.
	Progress func(Progress)
	// Rejects gets a line for each thing that is left out; an *os.File will do.
	Rejects RejectFile
	// Now is the clock; nil means the system's.
	Now func() time.Time
	// Actor is who the changes are recorded for; empty means import.
	Actor string
	// Policy says which stored values who imports may see; others are not compared with the
	// files', so that no report tells of them.
	Policy privacy.Policy
	// Restart ignores where an earlier import of the same files stopped.
	Restart bool
	// AtOnce writes all files in one transaction where nobody wrote to the graph yet, they are
	// small and nothing in them is refused; else the import is as without it. It is for data that
	// come along: a start then plans a tenth of the statements.
	AtOnce bool
	// DryRun tells what an import would do, and writes nothing.
	DryRun bool
	// DryRunRows bounds the rows of a dry run; 0 means 20,000.
	DryRunRows int
}

// RejectFile is where rejects go. It is cut back when a batch is undone, so that each line
// stands there once.
type RejectFile interface {
	io.Writer
	io.Seeker
	Truncate(size int64) error
}

// Progress is how far an import is.
type Progress struct {
	Report Report
	// File is the one in hand; Read of its Size bytes are read. Size is 0 when it is unknown.
	File       string
	Read, Size int64
	// Done and Total are bytes of all files.
	Done, Total int64
}

func (o Options) withDefaults() Options {
	o.BatchSize = cmp.Or(o.BatchSize, defaultBatch)
	o.MaxProblems = cmp.Or(o.MaxProblems, defaultProblems)
	o.DryRunRows = cmp.Or(o.DryRunRows, defaultDryRows)
	o.Actor = cmp.Or(o.Actor, defaultActor)
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
