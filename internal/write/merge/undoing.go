package merge

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	ids "github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/journal"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// unmerging is the undoing of one merge.
type unmerging struct {
	writer *record.Writer
	cat    *catalog.Catalog
	tx     *neo.Tx
	merge  Merge
	detail detail
	entity *catalog.Entity
	// into are the stored properties of the node that stands for the other.
	into map[string]any
	from aside.Node
	// began is when the merge was written, by the database's clock.
	began   time.Time
	sides   sides
	claims  *claim.Set
	journal *journal.Journal

	// edits are the changes since the merge by what they are about.
	edits map[string][]laterEdit
	// links are the present relationships of the merged node by id, made those since the merge.
	links map[string]element.Edge
	made  map[string]laterEdit
	// intoNow and fromNow are the properties that the two have in the end.
	intoNow, fromNow map[string]any
	landed           []Landed
	// side is that of each change and field.
	side map[string]Side
	// left are relationships that could not come back.
	left []string
}

// Unmerged is what came of undoing a merge.
type Unmerged struct {
	Merge
	Landed []Landed
	// Left are the relationships that could not come back: their far end is gone or not public,
	// or something else has their place.
	Left []string
}

// unmerge undoes a merge: both nodes have their values, relationships and sources as if it had
// not been, with what was edited since on the side that is named for it, else on that of the
// node that stood for both. What was removed since stays so. Only the newest merge of a node
// can be undone. It returns where each edit landed; refused are faults with the index of the
// side that is wrong as their path.
func unmerge(ctx context.Context, work record.Work, id string, requested []EditSide) (Unmerged, []error, error) {
	u := &unmerging{cat: work.Writer.Catalog(), tx: work.Tx, edits: map[string][]laterEdit{}, links: map[string]element.Edge{}, made: map[string]laterEdit{}}
	u.writer = work.Writer.Merging(id)
	u.claims, u.journal = u.writer.Claims(u.writer.Stamp()), u.writer.Journal()
	u.sides = sides{requested: requested, used: make([]bool, len(requested))}
	for _, step := range []func(context.Context) error{u.find(id), u.hold, u.readEdits, u.readLinks} {
		if err := step(ctx); err != nil {
			return Unmerged{}, nil, err
		}
	}
	u.assign()
	if refused := u.sides.refused(); len(refused) > 0 {
		return Unmerged{}, refused, nil
	}
	for _, step := range []func(context.Context) error{u.values, u.unfold, u.back, u.moveBack, u.spread, u.finish} {
		if err := step(ctx); err != nil {
			return Unmerged{}, nil, err
		}
	}
	if err := query.Each(ctx, u.tx, u.claims.Statements()...); err != nil {
		return Unmerged{}, nil, err
	}
	u.writer.WithholdLast(u.tx, u.entity, u.merge.Into)
	u.writer.WithholdLast(u.tx, u.entity, u.merge.From)
	return Unmerged{u.merge, u.landed, u.left}, nil, query.Each(ctx, u.tx, u.journal.Statements()...)
}

// find reads and locks the merge.
func (u *unmerging) find(id string) func(context.Context) error {
	return func(ctx context.Context) error {
		if !ids.Valid(id, catalog.MergePrefix) {
			return fault.NoIDOf(id, "merge", catalog.MergePrefix).At("merge")
		}
		rows, err := u.tx.Query(ctx, query.Statement{
			Text:   "MATCH (m:" + catalog.MergeLabel + " {id: $id}) SET m.id = m.id RETURN " + columns + ", m.detail AS detail",
			Params: map[string]any{"id": id},
		})
		if err != nil {
			return err
		}
		merge, found, err := query.First[Merge](rows)
		if err != nil {
			return err
		}
		if !found {
			return unknownMerge()
		}
		details, err := query.Column[string](rows, "detail")
		if err != nil {
			return err
		}
		if err := u.shown(ctx, merge); err != nil {
			return err
		}
		u.merge, u.entity = merge, u.cat.Entity(merge.Type)
		detail := details[0]
		switch {
		case u.merge.UndoneAt != "":
			return fault.New(fault.Conflict, "the merge was undone already, at %s", u.merge.UndoneAt)
		case u.entity == nil || detail == "":
			return fault.New(fault.Conflict, "what the merge was of is kept no longer, so it cannot be undone")
		}
		u.detail, err = readDetail(detail)
		return err
	}
}

// unknownMerge is told in one way of what is not there, and of what the request may not see.
func unknownMerge() *fault.Error {
	return fault.New(fault.NotFound, "there is no merge with this id; take it from merges or from the answer of merge").At("merge")
}

// shown refuses a merge of what is withheld or was erased, as one that never was.
func (u *unmerging) shown(ctx context.Context, m Merge) error {
	redirects, err := alias.Redirects(ctx, u.tx, []string{m.Into, m.From})
	if err == nil && (redirects[m.Into].Hidden() || redirects[m.From].Hidden()) {
		err = unknownMerge()
	}
	return err
}

// hold locks both nodes. The newest merge is undone first, also that of the node that stands
// for the other.
func (u *unmerging) hold(ctx context.Context) (err error) {
	e := u.entity
	if u.into, err = element.Hold(ctx, u.tx, e, e.Field("id"), u.merge.Into); err != nil {
		return err
	}
	if u.into == nil {
		redirects, err := alias.Redirects(ctx, u.tx, []string{u.merge.Into})
		if err != nil {
			return err
		}
		if to := redirects[u.merge.Into]; to.Into != "" {
			return fault.New(fault.Conflict, "%s was itself merged into %s since; undo that merge first", u.merge.Into, to.Into)
		}
		return fault.New(fault.Conflict, "%s is gone, so that nothing can be taken back from it", u.merge.Into)
	}
	newer, err := query.Values[string](ctx, u.tx, query.Statement{
		Text:   "MATCH (m:" + catalog.MergeLabel + " {into: $into}) WHERE m.number > $number AND m.undoneAt IS NULL RETURN m.id AS id ORDER BY m.number DESC LIMIT 1",
		Params: map[string]any{"into": u.merge.Into, "number": u.merge.Number},
	}, "id")
	if err != nil {
		return err
	}
	if len(newer) > 0 {
		return fault.New(fault.Conflict, "the merge %s into the same %s is newer; undo that one first", newer[0], e.Name)
	}
	var found bool
	if u.from, found, err = aside.Hold(ctx, u.tx, u.cat, u.merge.From); err == nil && !found {
		err = fault.New(fault.Conflict, "%s is gone, so that it cannot be put back", u.merge.From)
	}
	return err
}

// finish records that the merge is undone, and tells of both nodes.
func (u *unmerging) finish(ctx context.Context) error {
	st := u.writer.Stamp()
	u.merge.UndoneAt, u.merge.UndoneBy = st.At, st.By
	_, err := u.tx.Query(ctx, query.Statement{
		Text:   "MATCH (m:" + catalog.MergeLabel + " {id: $id}) SET m.undoneAt = $at, m.undoneBy = $by",
		Params: map[string]any{"id": u.merge.ID, "at": st.At, "by": st.By},
	})
	return err
}
