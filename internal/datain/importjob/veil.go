package importjob

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/internal/people"
)

// What imports tell is kept as they found it; somebody who opted out since is taken out of it when
// it is read, and is there again when that is withdrawn.

// withoutWithheld is a stored report without those who are withheld.
func (r *Runner) withoutWithheld(ctx context.Context, kept stored) (stored, error) {
	names, err := people.Withheld(ctx, r.db, r.cat)
	if err != nil {
		return kept, err
	}
	kept.Job, _, err = people.RedactAs(kept.Job, names, ident.Masked)
	return kept, err
}
