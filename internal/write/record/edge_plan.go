package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// edgePlan is what a batch writes.
type edgePlan struct {
	removed []string
	changed []element.Change
	kinds   []*catalog.Edge
	created map[*catalog.Edge][]element.Edge
}

// plan says what to write, and notes it in the journal.
func (b *edgeBatch) plan(j *journal.Journal) edgePlan {
	p := edgePlan{created: map[*catalog.Edge][]element.Edge{}}
	for _, e := range b.order {
		switch {
		case e.stored == nil && e.removed:
		case e.stored == nil:
			if p.created[e.kind] == nil {
				p.kinds = append(p.kinds, e.kind)
			}
			if e.current[catalog.CreatedIn] == nil {
				e.current[catalog.CreatedIn] = j.Created(e.element())
			}
			p.created[e.kind] = append(p.created[e.kind], e.made())
		case e.removed:
			p.removed = append(p.removed, e.id())
			j.Deleted(e.element(), "")
			b.claims.Forget(e.id())
		default:
			if diff := property.Diff(e.stored, e.current); diff != nil {
				p.changed = append(p.changed, element.Change{ID: e.id(), Values: diff})
				j.Updated(e.element(), e.current)
			}
		}
	}
	return p
}

// write removes, changes and makes relationships, in this order.
func (b *edgeBatch) write(ctx context.Context, tx *neo.Tx, typ string, j *journal.Journal, u *untouched) error {
	plan := b.plan(j)
	if len(plan.removed) > 0 {
		if _, err := tx.Query(ctx, element.DeleteEdges(typ, plan.removed)); err != nil {
			return err
		}
	}
	if len(plan.changed) > 0 {
		if err := tx.Expect(ctx, element.ChangeEdges(typ, plan.changed), len(plan.changed), "a relationship was removed while it was being changed"); err != nil {
			return err
		}
	}
	for _, kind := range plan.kinds {
		made := plan.created[kind]
		stmt, ok := u.edges(kind, made)
		if !ok {
			stmt = element.CreateEdges(kind, made)
		}
		if err := tx.Expect(ctx, stmt, len(made), "an end of a relationship was removed while it was being made"); err != nil {
			return err
		}
	}
	return nil
}
