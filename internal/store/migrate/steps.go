package migrate

import (
	"context"
	"log/slog"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// Step is one numbered change of the data. A program that dies within a step runs it
// again, and two programs may start at once: a step must be safe to repeat.
type Step struct {
	// Version is the version of the database after the step: 2 for the first, no gaps.
	Version int
	// Title says what changes, for the log.
	Title string
	Apply func(ctx context.Context, db *neo.DB) error
}

// firstVersion is the layout that a new database starts with when there are no steps.
const firstVersion = 1

// Steps are the changes of the data since the first version, oldest first.
func Steps(cat *catalog.Catalog) []Step {
	return []Step{
		{Version: 2, Title: "texts and enumerations are stored with what pages are sorted by", Apply: forgetOrders},
		{Version: 3, Title: "keys are canonical texts", Apply: canonicalKeys(cat)},
	}
}

func latest(steps []Step) int {
	if len(steps) == 0 {
		return firstVersion
	}
	return steps[len(steps)-1].Version
}

// runSteps applies what lies after version; each step is recorded when it is done.
func runSteps(ctx context.Context, db *neo.DB, steps []Step, version int, log *slog.Logger) error {
	for _, step := range steps {
		if step.Version <= version {
			continue
		}
		log.Info("migrating the data", "version", step.Version, "title", step.Title)
		if err := step.Apply(ctx, db); err != nil {
			return fault.Wrap(fault.CodeOf(err), err, "data migration %d (%s) failed; the database stays at version %d", step.Version, step.Title, version)
		}
		version = step.Version
		if err := setVersion(ctx, db, version); err != nil {
			return err
		}
	}
	return nil
}
