package importjob

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Place names where this runner keeps uploads, for erasures that look through them; a runner that
// is started there again has the same.
func (r *Runner) Place() string {
	if r == nil {
		return ""
	}
	return r.store.Place()
}

// noted is a job as it is kept.
type noted struct {
	ID     string `column:"id"`
	Report string `column:"job"`
	Runs   bool   `column:"runs"`
}

// Forget takes somebody out of what is told of imports, inside tx: redact returns a report
// without them, and whether it told of them. CONFLICT tells that an import runs: its report
// would tell of them again.
func Forget(ctx context.Context, tx *neo.Tx, redact func(report string) (string, bool, error)) error {
	jobs, err := query.All[noted](ctx, tx, query.Statement{
		Text:   "MATCH (j:" + catalog.JobLabel + ") RETURN j.id AS id, j.job AS job, j.job CONTAINS '\"State\":\"" + string(Running) + "\"' AND timestamp() - j.heardOf < $silence AS runs",
		Params: map[string]any{"silence": silence.Milliseconds()},
	})
	if err != nil {
		return err
	}
	var set []any
	for _, j := range jobs {
		if j.Runs {
			return fault.New(fault.Conflict, "the import %s runs, and its report may name the person; wait until it has ended, or cancel it", j.ID)
		}
		redacted, changed, err := redact(j.Report)
		if err != nil {
			return err
		}
		if changed {
			set = append(set, []any{j.ID, redacted})
		}
	}
	if len(set) > 0 {
		_, err = tx.Query(ctx, query.Statement{
			Text:   "UNWIND $rows AS row MATCH (j:" + catalog.JobLabel + " {id: row[0]}) SET j.job = row[1]",
			Params: map[string]any{"rows": set},
		})
	}
	if err != nil {
		return err
	}
	return forgetPositions(ctx, tx, redact)
}

// place is how far an import is, as it is kept.
type place struct {
	ID       string `column:"id"`
	Position string `column:"position"`
}

// forgetPositions takes somebody out of the names of files of imports that have not ended.
func forgetPositions(ctx context.Context, tx *neo.Tx, redact func(report string) (string, bool, error)) error {
	places, err := query.All[place](ctx, tx, query.Statement{Text: "MATCH (s:" + catalog.ImportLabel + ") RETURN s.id AS id, s.position AS position"})
	if err != nil {
		return err
	}
	for _, p := range places {
		redacted, changed, err := redact(p.Position)
		if err == nil && changed {
			_, err = tx.Query(ctx, query.Statement{
				Text: "MATCH (s:" + catalog.ImportLabel + " {id: $id}) SET s.position = $position", Params: map[string]any{"id": p.ID, "position": redacted},
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}
