package changes

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Listed leaves of changes that were Seen those that a list of what meets the conditions of a root
// field must be told of, nil for the others: those of entities that fit now, and those that may
// have taken one out of the list. Types without a condition are left as they are.
func Listed(ctx context.Context, op *view.Operation, alias string, seen []*feed.Entry) ([]*feed.Entry, error) {
	conditions, err := op.Conditions(alias)
	if err != nil || len(conditions) == 0 {
		return seen, err
	}
	of := map[string]view.Condition{}
	for _, c := range conditions {
		of[c.Entity.Name] = c
	}
	var ids []string
	for _, e := range seen {
		if e != nil && of[e.Type].Entity != nil {
			ids = append(ids, e.Of)
		}
	}
	fits, err := op.Fitting(ctx, alias, ids)
	listed := slices.Clone(seen)
	for i, e := range seen {
		if e != nil && of[e.Type].Entity != nil && !fits[e.Of] && !mayTakeOut(*e, of[e.Type]) {
			listed[i] = nil
		}
	}
	return listed, err
}

// mayTakeOut tells of a change of an entity that does not fit whether it may have fitted before:
// it was removed, or a field changed that decides. Who was made had no place in a list yet.
func mayTakeOut(e feed.Entry, c view.Condition) bool {
	switch e.Kind {
	case journal.ChangeCreate:
		return false
	case journal.ChangeUpdate:
		return slices.ContainsFunc(c.Fields, func(f *catalog.Field) bool { return mayChange(e, c.Entity, f) })
	}
	return true
}

// mayChange tells whether a change may have changed a field: what is not recorded of a change, such
// as the version, changes with each.
func mayChange(e feed.Entry, of *catalog.Entity, f *catalog.Field) bool {
	if !slices.Contains(journal.AuditedNames(of.Fields), f.Name) {
		return f.Name != "id"
	}
	return slices.ContainsFunc(e.Values, func(v feed.Value) bool { return v.Field == f.Name })
}
