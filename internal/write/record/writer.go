package record

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Writer writes checked rows. It is safe for concurrent use.
type Writer struct {
	cat    *catalog.Catalog
	ids    *id.Generator
	now    func() time.Time
	author journal.Author
	veiled bool
	policy privacy.Policy
	// untouched is nil but for a writer on a graph that holds nothing else.
	untouched *untouched
}

// systemActor is who writes when nobody is named.
const systemActor = "system"

// NewWriter returns a writer that takes new ids from ids and the time of a change from now.
func NewWriter(cat *catalog.Catalog, ids *id.Generator, now func() time.Time) *Writer {
	return &Writer{cat: cat, ids: ids, now: now, author: journal.Author{By: systemActor}}
}

// As returns a writer whose changes are recorded as those of actor.
func (w *Writer) As(actor string) *Writer {
	other := *w
	other.author.By = actor
	return &other
}

// Reverting returns a writer whose changes are recorded as undoing the one with a key.
func (w *Writer) Reverting(change string) *Writer {
	other := *w
	other.author.Reverts = change
	return &other
}

// Merging returns a writer whose changes are recorded as a part of a merge or its undoing.
func (w *Writer) Merging(merge string) *Writer {
	other := *w
	other.author.Merge = merge
	return &other
}

// Because returns a writer whose changes are recorded with a reason.
func (w *Writer) Because(reason string) *Writer {
	other := *w
	other.author.Reason = reason
	return &other
}

// Seeing returns a writer for who sees what the policy shows. What it masks is written, but never
// compared with what is stored: an outcome, a count or a history that depended on that would tell
// it. Without a policy all sensitive values are masked.
func (w *Writer) Seeing(policy privacy.Policy) *Writer {
	other := *w
	other.policy = policy
	return &other
}

// Veiled returns a writer that takes what is withheld or erased for what was never there: its rows
// are taken in, and their outcomes tell that they name it. So whatever else is wrong with a
// request is told first, and does not tell who is withheld. A transaction with such an outcome
// must be undone.
func (w *Writer) Veiled() *Writer {
	other := *w
	other.veiled = true
	return &other
}

// Catalog is that of what is written.
func (w *Writer) Catalog() *catalog.Catalog { return w.cat }

// NewID returns an id with a prefix for something new.
func (w *Writer) NewID(prefix string) string { return w.ids.New(prefix) }

// Stamp is that of what is written now.
func (w *Writer) Stamp() property.Stamp { return property.StampOf(w.now(), w.author.By) }

// Claims is an empty set of claims for a batch that is written with a stamp.
func (w *Writer) Claims(stamp property.Stamp) *claim.Set {
	return claim.NewSet(func() string { return w.ids.New(catalog.StatementPrefix) }, stamp, w.policy.Masks)
}

// Journal is an empty journal for a batch.
func (w *Writer) Journal() *journal.Journal {
	return journal.New(func() string { return w.ids.New(catalog.ChangePrefix) }, w.author)
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
	return set.Add(rows)
}
