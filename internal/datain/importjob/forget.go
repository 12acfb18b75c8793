package importjob

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

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
	if len(set) == 0 {
		return nil
	}
	_, err = tx.Query(ctx, query.Statement{
		Text:   "UNWIND $rows AS row MATCH (j:" + catalog.JobLabel + " {id: row[0]}) SET j.job = row[1]",
		Params: map[string]any{"rows": set},
	})
	return err
}
