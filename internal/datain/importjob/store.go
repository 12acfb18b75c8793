package importjob

import (
	"context"
	"encoding/json"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
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
		rows, err := tx.Run(ctx, query.Statement{
			Text: "MERGE (j:" + catalog.JobLabel + " {id: $id}) SET j.job = $job, j.startedAt = $startedAt, j.heardOf = timestamp() " +
				"RETURN coalesce(j.cancel, false)",
			Params: map[string]any{"id": j.ID, "job": string(text), "startedAt": j.StartedAt},
		})
		if err == nil {
			cancel, _ = rows[0][0].(bool)
		}
		return err
	})
	return cancel, err
}

const columns = "j.job, timestamp() - j.heardOf"

// Find returns a job, whichever copy of the service runs it.
func (r *Runner) Find(ctx context.Context, id string) (*Job, error) {
	rows, err := r.db.Read(ctx, query.Statement{
		Text:   "MATCH (j:" + catalog.JobLabel + " {id: $id}) RETURN " + columns,
		Params: map[string]any{"id": id},
	})
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.NotFound, "there is no import %.60q; importJobs lists them", id)
	}
	return decode(rows[0])
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
		return nil, fault.New(fault.BadUserInput, "first is a number from 0 to %d", mostListed)
	}
	rows, err := r.db.Read(ctx, query.Statement{
		Text:   "MATCH (j:" + catalog.JobLabel + ") RETURN " + columns + " ORDER BY j.startedAt DESC, j.id LIMIT $limit",
		Params: map[string]any{"limit": limit},
	})
	if err != nil {
		return nil, err
	}
	jobs := make([]*Job, len(rows))
	for i, row := range rows {
		if jobs[i], err = decode(row); err != nil {
			return nil, err
		}
	}
	return jobs, nil
}

func decode(row []any) (*Job, error) {
	text, _ := row[0].(string)
	silent, _ := row[1].(int64)
	var j Job
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "what the graph knows of an import cannot be read")
	}
	if j.State == Running && silent > silence.Milliseconds() {
		j.State = Interrupted
		j.Message = "the service ended before the import did; " + howToGoOn
	}
	return &j, nil
}

// askToCancel leaves word for whichever copy of the service runs the job.
func askToCancel(ctx context.Context, db *neo.DB, id string) error {
	return db.Write(ctx, func(tx *neo.Tx) error {
		_, err := tx.Run(ctx, query.Statement{Text: "MATCH (j:" + catalog.JobLabel + " {id: $id}) SET j.cancel = true", Params: map[string]any{"id": id}})
		return err
	})
}
