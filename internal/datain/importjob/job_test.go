package importjob

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/datain/ingest"
	"github.com/clustergraph/clustergraph/internal/model/fault"
)

func TestSilentJobCountsAsInterrupted(t *testing.T) {
	tests := map[string]struct {
		state  State
		silent int64 // milliseconds
		want   State
	}{
		"heard of":         {Running, 29_000, Running},
		"silent":           {Running, 31_000, Interrupted},
		"ended long ago":   {Done, 9_000_000, Done},
		"failed long ago":  {Failed, 9_000_000, Failed},
		"stopped long ago": {Cancelled, 9_000_000, Cancelled},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text, err := json.Marshal(Job{ID: "job_a", State: test.state})
			require.NoError(t, err)
			got, err := stored{string(text), test.silent}.job(func(int64) func(string) bool { return func(string) bool { return false } })
			require.NoError(t, err)
			assert.Equal(t, test.want, got.State)
			assert.Equal(t, test.want == Interrupted, got.Message != "", "how to go on is told")
		})
	}
}

func TestEndTellsWhatToDo(t *testing.T) {
	tests := map[string]struct {
		err   error
		state State
		says  string
	}{
		"done":        {nil, Done, ""},
		"cancelled":   {errCancelled, Cancelled, "goes on where it was"},
		"stopping":    {errStopping, Interrupted, "goes on where it was"},
		"bad file":    {fault.New(fault.BadUserInput, "the file is empty"), Failed, "the file is empty"},
		"our mistake": {errors.New("secret path"), Failed, "the log holds the cause"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := &tracker{job: &Job{State: Running}}
			s.end(ingest.Report{}, test.err)
			assert.Equal(t, test.state, s.job.State)
			assert.Contains(t, s.job.Message, test.says)
			assert.NotContains(t, s.job.Message, "secret")
			assert.NotNil(t, s.job.FinishedAt)
		})
	}
}

func TestProblemsShown(t *testing.T) {
	job := &Job{Report: ingest.Report{Problems: make([]ingest.Problem, 30), ProblemCount: 30}}
	number := func(n int) *int { return &n }
	assert.Len(t, job.Problems(nil), 20)
	assert.Len(t, job.Problems(number(3)), 3)
	assert.Len(t, job.Problems(number(-1)), 0)
	assert.Len(t, job.Problems(number(500)), 30)
	assert.NotNil(t, job.Rejects())
	assert.Nil(t, (&Job{}).Rejects())
}
