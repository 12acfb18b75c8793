package record

import (
	"context"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/claim"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Writer writes checked rows. It is safe for concurrent use.
type Writer struct {
	cat    *catalog.Catalog
	ids    *id.Generator
	now    func() time.Time
	author journal.Author
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

// merging returns a writer whose changes are recorded as a part of a merge or its undoing.
func (w *Writer) merging(merge string) *Writer {
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

func (w *Writer) stamp() property.Stamp {
	return property.StampOf(w.now(), w.author.By)
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
		if _, err := tx.Query(ctx, stmt); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) journal() *journal.Journal {
	return journal.New(func() string { return w.ids.New(catalog.ChangePrefix) }, w.author)
}

// note writes what a journal has.
func (w *Writer) note(ctx context.Context, tx *neo.Tx, j *journal.Journal) error {
	stmt, any := j.Statement()
	if !any {
		return nil
	}
	_, err := tx.Query(ctx, stmt)
	return err
}

// runFor runs a statement that is about so many elements and counts them. Where some are gone
// the transaction is tried again as a whole.
func runFor(ctx context.Context, tx *neo.Tx, stmt query.Statement, want int, gone string) error {
	rows, err := tx.Query(ctx, stmt)
	if err != nil {
		return err
	}
	counts, err := query.Column[int](rows, "count")
	if err == nil && (len(counts) != 1 || counts[0] != want) {
		err = fault.Wrap(fault.Conflict, neo.ErrVanished, "%s", gone)
	}
	return err
}
