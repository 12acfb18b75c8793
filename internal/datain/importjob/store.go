package importjob

import (
	"context"
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/people"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// save writes what is known of a job, and tells whether its end is asked for. The time is
// the server's, so that copies with different clocks agree on what is silent.
func save(ctx context.Context, db *neo.DB, j *Job) (cancel bool, err error) {
	text, err := json.Marshal(j)
	if err != nil {
		return false, fault.Wrap(fault.Internal, err, "cannot note how far the import is")
	}
	err = db.Write(ctx, func(tx *neo.Tx) error {
		asked, err := query.Values[bool](ctx, tx, query.Statement{
			Text: "MERGE (j:" + catalog.JobLabel + " {id: $id}) SET j.job = $job, j.startedAt = $startedAt, j.heardOf = timestamp() " +
				"RETURN coalesce(j.cancel, false) AS cancel",
			Params: map[string]any{"id": j.ID, "job": string(text), "startedAt": j.StartedAt},
		}, "cancel")
		cancel = len(asked) > 0 && asked[0]
		return err
	})
	return cancel, err
}

// stored is a job as it is read; Silent are the milliseconds since it was heard of.
type stored struct {
	Job    string `column:"job"`
	Silent int64  `column:"silent"`
}

const columns = "j.job AS job, timestamp() - j.heardOf AS silent"

// Find returns a job, whichever copy of the service runs it. That there is none is an error about
// the argument id.
func (r *Runner) Find(ctx context.Context, id string) (*Job, error) {
	if !jobForm.MatchString(id) {
		return nil, fault.NoIDOf(id, "import", jobPrefix).At("id")
	}
	kept, found, err := query.One[stored](ctx, r.db, query.Statement{
		Text:   "MATCH (j:" + catalog.JobLabel + " {id: $id}) RETURN " + columns,
		Params: map[string]any{"id": id},
	})
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, fault.New(fault.NotFound, "there is no import %s; importJobs lists them", id).At("id")
	}
	names, err := alias.ReadWithheldNames(ctx, r.db, r.cat)
	if err != nil {
		return nil, err
	}
	return kept.job(sentBefore(names))
}

// defaultListed and mostListed bound a list of jobs.
const defaultListed, mostListed = 20, 200

// List returns the newest jobs first; first is how many, nil for 20.
func (r *Runner) List(ctx context.Context, first *int) ([]*Job, error) {
	limit := defaultListed
	if first != nil {
		limit = *first
	}
	if limit < 0 || limit > mostListed {
		return nil, fault.New(fault.BadUserInput, "first is a number from 0 to %d", mostListed).At("first")
	}
	list, err := query.All[stored](ctx, r.db, query.Statement{
		Text:   "MATCH (j:" + catalog.JobLabel + ") RETURN " + columns + " ORDER BY j.startedAt DESC, j.id LIMIT $limit",
		Params: map[string]any{"limit": limit},
	})
	if err != nil {
		return nil, err
	}
	names, err := alias.ReadWithheldNames(ctx, r.db, r.cat)
	if err != nil {
		return nil, err
	}
	jobs := make([]*Job, len(list))
	for i, s := range list {
		if jobs[i], err = s.job(sentBefore(names)); err != nil {
			return nil, err
		}
	}
	return jobs, nil
}

// sentBefore finds those who were withheld since files were sent.
func sentBefore(names *alias.WithheldNames) func(sent int64) func(text string) bool {
	return func(sent int64) func(text string) bool { return names.Since(sent).In }
}

// job is a stored job, without those who were withheld since its files were sent: what an import
// tells is kept as it was found, and who opted out since is taken out of it when it is read, and is
// there again when that is withdrawn.
func (s stored) job(withheld func(sent int64) func(text string) bool) (*Job, error) {
	var kept struct{ Sent int64 }
	if err := json.Unmarshal([]byte(s.Job), &kept); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "what the graph knows of an import cannot be read")
	}
	shown, _, err := people.RedactAs(s.Job, withheld(kept.Sent), ident.Masked)
	if err != nil {
		return nil, err
	}
	var j Job
	if err := json.Unmarshal([]byte(shown), &j); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "what the graph knows of an import cannot be read")
	}
	if j.State == Running && s.Silent > silence.Milliseconds() {
		j.State = Interrupted
		j.Message = "the service ended before the import did; " + howToGoOn
	}
	return &j, nil
}

// askToCancel leaves word for whichever copy of the service runs the job.
func askToCancel(ctx context.Context, db *neo.DB, id string) error {
	return db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Query(ctx, query.Statement{Text: "MATCH (j:" + catalog.JobLabel + " {id: $id}) SET j.cancel = true", Params: map[string]any{"id": id}})
		return err
	})
}
