package record

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
)

// keySeparator stands between the values of a relationship's key; texts cannot hold it.
const keySeparator = "\x1f"

// Writer writes checked rows. It is safe for concurrent use.
type Writer struct {
	cat *catalog.Catalog
	ids *id.Generator
	now func() time.Time
	// actor is who writes, as changes tell it.
	actor string
	// reverts is the key of the change that the changes undo, empty for none.
	reverts string
	// merge is the id of the merge that is done or undone, empty for none.
	merge string
	// reason is why, as changes tell it; empty for none.
	reason string
}

// systemActor is who writes when nobody is named.
const systemActor = "system"

// NewWriter returns a writer that takes new ids from ids and the time of a change from now.
func NewWriter(cat *catalog.Catalog, ids *id.Generator, now func() time.Time) *Writer {
	return &Writer{cat: cat, ids: ids, now: now, actor: systemActor}
}

// As returns a writer whose changes are recorded as those of actor.
func (w *Writer) As(actor string) *Writer {
	other := *w
	other.actor = actor
	return &other
}

// Reverting returns a writer whose changes are recorded as undoing the one with a key.
func (w *Writer) Reverting(change string) *Writer {
	other := *w
	other.reverts = change
	return &other
}

// merging returns a writer whose changes are recorded as a part of a merge or its undoing.
func (w *Writer) merging(merge string) *Writer {
	other := *w
	other.merge = merge
	return &other
}

// Because returns a writer whose changes are recorded with a reason.
func (w *Writer) Because(reason string) *Writer {
	other := *w
	other.reason = reason
	return &other
}

func (w *Writer) stamp() property.Stamp {
	return property.StampOf(w.now(), w.actor)
}

// claims is an empty set of claims for a batch.
func (w *Writer) claims(stamp property.Stamp) *claim.Set {
	return claim.NewSet(func() string { return w.ids.New(catalog.StatementPrefix) }, stamp)
}

// loadClaims reads the claims about elements; most batches have none.
func loadClaims(ctx context.Context, tx *neo.Tx, set *claim.Set, elements []string) error {
	if len(elements) == 0 {
		return nil
	}
	rows, err := tx.Query(ctx, claim.About(elements))
	if err != nil {
		return err
	}
	claims, err := claim.Decode(rows)
	set.Add(claims)
	return err
}

// runAll runs statements one after the other.
func runAll(ctx context.Context, tx *neo.Tx, statements []query.Statement) error {
	for _, stmt := range statements {
		if _, err := tx.Run(ctx, stmt); err != nil {
			return err
		}
	}
	return nil
}
