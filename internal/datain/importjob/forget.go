package importjob

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Forget takes somebody out of what is told of imports, inside tx: redact returns a report
// without them, and whether it told of them. CONFLICT tells that an import runs: its report
// would tell of them again.
func Forget(ctx context.Context, tx *neo.Tx, redact func(report string) (string, bool, error)) error {
	rows, err := tx.Run(ctx, query.Statement{
		Text:   "MATCH (j:" + catalog.JobLabel + ") RETURN j.id, j.job, j.job CONTAINS '\"State\":\"" + string(Running) + "\"' AND timestamp() - j.heardOf < $silence",
		Params: map[string]any{"silence": silence.Milliseconds()},
	})
	if err != nil {
		return err
	}
	var set []any
	for _, row := range rows {
		if runs, _ := row[2].(bool); runs {
			return fault.New(fault.Conflict, "the import %v runs, and its report may name the person; wait until it has ended, or cancel it", row[0])
		}
		report, _ := row[1].(string)
		redacted, changed, err := redact(report)
		if err != nil {
			return err
		}
		if changed {
			set = append(set, []any{row[0], redacted})
		}
	}
	if len(set) == 0 {
		return nil
	}
	_, err = tx.Run(ctx, query.Statement{
		Text:   "UNWIND $rows AS row MATCH (j:" + catalog.JobLabel + " {id: row[0]}) SET j.job = row[1]",
		Params: map[string]any{"rows": set},
	})
	return err
}
