package revert

import (
	"context"
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/history/feed"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/record"
)

// Request says which change is to be undone.
type Request struct {
	// Change is the key of the change, or its id with Of for one of several creations.
	Change, Of string
	// EvenIfChanged undoes it even where that loses what was changed since.
	EvenIfChanged bool
	Policy        privacy.Policy
}

// Do undoes a change as a part of a mutation request, and returns the change that this is
// itself. Refused are what stands against it; an err is one of the database, as it came.
func Do(ctx context.Context, cat *catalog.Catalog, work record.Work, request Request) (done feed.Entry, refused []error, err error) {
	r := reverting{Work: work, cat: cat}
	done, refused, err = r.do(ctx, request)
	why, err := record.Refusal(err)
	if why != nil {
		refused = append(refused, why)
	}
	return done, refused, err
}

type reverting struct {
	record.Work
	cat *catalog.Catalog
	// several tells that the change is about more than the element that is meant.
	several bool
	// stored are the properties of an entity that is locked.
	stored map[string]any
}

func (r *reverting) do(ctx context.Context, request Request) (feed.Entry, []error, error) {
	e, err := r.find(ctx, request)
	if err != nil {
		return e, nil, err
	}
	if err := r.aside(ctx, e, request.Policy); err != nil {
		return e, nil, err
	}
	if err := r.lock(ctx, e); err != nil {
		return e, nil, err
	}
	past, err := feed.PastOf(ctx, r.Tx, r.cat, e.Of)
	if err != nil {
		return e, nil, err
	}
	if hidden(past, e.Key(), request.Policy) {
		return e, nil, fault.New(fault.Forbidden, "the change is of values that are shown to staff only, and so is its undoing").At("change")
	}
	u, err := undoing(past, e.Key(), request.EvenIfChanged)
	if err != nil {
		return e, nil, err
	}
	r.Writer = r.Writer.Reverting(e.Key())
	refused, err := r.apply(ctx, e, u)
	if err != nil || len(refused) > 0 {
		return e, refused, err
	}
	return r.shown(ctx, e)
}

// find reads the change, unless it is about something that the request may not see.
func (r *reverting) find(ctx context.Context, request Request) (feed.Entry, error) {
	e, several, err := feed.One(ctx, r.Tx, request.Change, request.Of)
	r.several = several
	if err != nil {
		return e, err
	}
	if now, err := feed.PastOf(ctx, r.Tx, r.cat, e.Of); err != nil {
		return e, err
	} else if now.Exists { // a merge may have given a relationship other ends since
		e.From, e.To = now.From, now.To
	}
	about := []string{e.Of}
	if e.From != "" {
		about = []string{e.From, e.To}
	}
	seen, err := r.Seen(ctx, about)
	if err != nil {
		return e, err
	}
	for _, id := range about {
		if !seen(id) {
			return e, r.unknown()
		}
	}
	return e, nil
}

// unknown hides a change; where it is about others too, it is told as one that is not about what
// the request names.
func (r *reverting) unknown() error {
	if r.several {
		return feed.AboutAnother()
	}
	return fault.New(fault.NotFound, "there is no such change; take the id of one from changes, history or valueHistory").At("change")
}

// aside refuses what is not in the public graph, since a row for it would be about what stands
// for it, and what a merge did, which is undone as a whole.
func (r *reverting) aside(ctx context.Context, e feed.Entry, policy privacy.Policy) error {
	redirects, err := alias.Redirects(ctx, r.Tx, []string{e.Of, e.From, e.To})
	if err != nil {
		return err
	}
	var merged error
	for _, id := range slices.Sorted(maps.Keys(redirects)) {
		if redirects[id].Why == alias.Withheld || redirects[id].Hidden() && !policy.ShowSensitive {
			return r.unknown()
		}
		if redirects[id].Hidden() {
			return conflict(nil, "it told of somebody who was erased since, which cannot be undone")
		}
		merged = conflict(nil, "%s was merged into %s; undo the merge first", id, redirects[id].Into)
	}
	if e.Merge != "" {
		return conflict(nil, "it is a part of the merge %s or of its undoing; unmerge that, or merge again", e.Merge)
	}
	return merged
}

// lock keeps others from the entity, or from the one that the relationship starts at, so that
// what is read of it stays true.
func (r *reverting) lock(ctx context.Context, e feed.Entry) (err error) {
	id := e.Of
	if e.From != "" {
		id = e.From
	}
	entity := r.cat.EntityOfID(id)
	if entity == nil {
		return conflict(nil, "the schema no longer has what the change is about")
	}
	r.stored, err = element.Hold(ctx, r.Tx, entity, entity.Field("id"), id)
	return err
}

// told reads the change that was made.
func (r *reverting) shown(ctx context.Context, e feed.Entry) (feed.Entry, []error, error) {
	past, err := feed.PastOf(ctx, r.Tx, r.cat, e.Of)
	if err != nil {
		return e, nil, err
	}
	for i := len(past.Entries) - 1; i >= 0; i-- {
		if past.Entries[i].Reverts == e.Key() {
			return past.Entries[i], nil, nil
		}
	}
	return e, nil, fault.New(fault.Internal, "the change that was made cannot be found")
}
