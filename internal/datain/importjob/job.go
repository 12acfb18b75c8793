package importjob

import (
	"time"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
)

// State is how an import stands.
type State string

// The states. An import that its service did not live to end is Interrupted: started
// again with the same upload and mapping it goes on where it was.
const (
	Running     State = "RUNNING"
	Done        State = "DONE"
	Failed      State = "FAILED"
	Cancelled   State = "CANCELLED"
	Interrupted State = "INTERRUPTED"
)

// Job is an import that runs or ran.
type Job struct {
	ID     string
	State  State
	Upload string
	// Sent is when the upload was sent, in milliseconds; 0 where that is not known.
	Sent   int64
	DryRun bool
	// StartedAt and FinishedAt are moments as package scalar writes them; FinishedAt is
	// nil while the import runs.
	StartedAt  string
	FinishedAt *string
	// Progress is the share of the bytes that are read, 0 to 1.
	Progress float64
	Report   ingest.Report
	// Message says why it failed, empty otherwise.
	Message string
}

// silence is how long a running import may not be heard of before it counts as interrupted.
const silence = 30 * time.Second

const howToGoOn = "started again with the same upload and mapping it goes on where it was"

// Ended tells that the job changes no more.
func (j *Job) Ended() bool { return j.State != Running }

// Counts is what became of all rows so far.
func (j *Job) Counts() ingest.Counts { return j.Report.Counts }

// Files is what became of the rows of each file.
func (j *Job) Files() []ingest.FileReport { return j.Report.Files }

// Problems are the first problems, of which the rejects file has all.
func (j *Job) Problems(first *int) []ingest.Problem { return head(j.Report.Problems, first) }

// Warnings tell of values that were accepted but look odd.
func (j *Job) Warnings(first *int) []ingest.Problem { return head(j.Report.Warnings, first) }

// ProblemCount is the number of all problems.
func (j *Job) ProblemCount() int { return j.Report.ProblemCount }

// WarningCount is the number of all warnings.
func (j *Job) WarningCount() int { return j.Report.WarningCount }

// Notes say what was assumed about the files.
func (j *Job) Notes() []string { return j.Report.Notes }

// Rejects is the path of the file of what was left out, nil when nothing was.
func (j *Job) Rejects() *string {
	if j.Report.ProblemCount == 0 {
		return nil
	}
	path := "/imports/" + j.ID + "/rejects.csv"
	return &path
}

// defaultShown is how many problems are shown where a request does not say.
const defaultShown = 20

func head(list []ingest.Problem, first *int) []ingest.Problem {
	n := defaultShown
	if first != nil {
		n = *first
	}
	return list[:min(max(n, 0), len(list))]
}
