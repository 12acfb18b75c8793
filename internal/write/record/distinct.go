package record

import (
	"context"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
)

// Distinct is that two nodes are not the same.
type Distinct struct {
	ID, Type, A, B, Reason string
	// At and WithdrawnAt are moments in stored form; WithdrawnAt is empty while it holds.
	At, By                   string
	WithdrawnAt, WithdrawnBy string
}

const distinctColumns = "d.id, d.type, d.a, d.b, d.reason, d.at, d.by, d.withdrawnAt, d.withdrawnBy"

func decodeDistinct(row []any) Distinct {
	return Distinct{
		ID: property.Text(row[0]), Type: property.Text(row[1]), A: property.Text(row[2]), B: property.Text(row[3]), Reason: property.Text(row[4]),
		At: property.Text(row[5]), By: property.Text(row[6]), WithdrawnAt: property.Text(row[7]), WithdrawnBy: property.Text(row[8]),
	}
}

// pairOf names two nodes whichever comes first.
func pairOf(a, b string) string { return min(a, b) + "/" + max(a, b) }

// DeclareDistinct records that two nodes are not the same; both must be public. CONFLICT tells
// that it is recorded already.
func (w *Writer) DeclareDistinct(ctx context.Context, tx *neo.Tx, e *catalog.Entity, a, b, reason string) (Distinct, error) {
	if err := w.holdBoth(ctx, tx, e, a, b); err != nil {
		return Distinct{}, err
	}
	held, err := w.DistinctOf(ctx, tx, a, b)
	if err != nil {
		return Distinct{}, err
	}
	if held != nil {
		return Distinct{}, fault.New(fault.Conflict, "it is recorded already, as %s: %s", held.ID, held.Reason)
	}
	st := w.stamp()
	rows, err := tx.Run(ctx, query.Statement{
		Text: "CREATE (d:" + catalog.DistinctLabel + ") SET d = $row RETURN " + distinctColumns,
		Params: map[string]any{"row": map[string]any{
			"id": w.ids.New(catalog.DistinctPrefix), "type": e.Name, "a": a, "b": b, "pair": pairOf(a, b), "reason": reason, "at": st.At, "by": st.By,
		}},
	})
	if err != nil {
		return Distinct{}, err
	}
	return decodeDistinct(rows[0]), w.tellDistinct(ctx, tx, e, a, b, true)
}

// WithdrawDistinct takes back that two nodes are not the same. NOT_FOUND tells that nothing
// says so.
func (w *Writer) WithdrawDistinct(ctx context.Context, tx *neo.Tx, e *catalog.Entity, a, b string) (Distinct, error) {
	if err := w.holdBoth(ctx, tx, e, a, b); err != nil {
		return Distinct{}, err
	}
	held, err := w.DistinctOf(ctx, tx, a, b)
	if err != nil {
		return Distinct{}, err
	}
	if held == nil {
		return Distinct{}, fault.New(fault.NotFound, "nothing says that %s and %s are not the same", a, b)
	}
	st := w.stamp()
	rows, err := tx.Run(ctx, query.Statement{
		Text:   "MATCH (d:" + catalog.DistinctLabel + " {id: $id}) SET d.pair = null, d.withdrawnAt = $at, d.withdrawnBy = $by RETURN " + distinctColumns,
		Params: map[string]any{"id": held.ID, "at": st.At, "by": st.By},
	})
	if err != nil {
		return Distinct{}, err
	}
	return decodeDistinct(rows[0]), w.tellDistinct(ctx, tx, e, a, b, false)
}

// distinctField is the name under which changes tell of what a node is not.
const distinctField = "distinctFrom"

// tellDistinct notes in the histories of both nodes that they are not the same, or no longer so.
func (w *Writer) tellDistinct(ctx context.Context, tx *neo.Tx, e *catalog.Entity, a, b string, holds bool) error {
	j := w.journal()
	for _, ends := range [][]string{{a, b}, {b, a}} {
		before, after := map[string]any{distinctField: nil}, map[string]any{distinctField: ends[1]}
		if !holds {
			before, after = after, before
		}
		j.Noted(element.Element{ID: ends[0], Type: e.Name}, before, after)
	}
	return w.note(ctx, tx, j)
}

// holdBoth locks two public nodes in the order of their ids.
func (w *Writer) holdBoth(ctx context.Context, tx *neo.Tx, e *catalog.Entity, a, b string) error {
	for _, id := range []string{min(a, b), max(a, b)} {
		held, err := element.Hold(ctx, tx, e, e.Field("id"), id)
		if err != nil {
			return err
		}
		if held == nil {
			return element.NoSuch(e, id)
		}
	}
	return nil
}

// DistinctOf finds what says that two nodes are not the same: of themselves, or of any that
// they stand for. It is nil where nothing does.
func (w *Writer) DistinctOf(ctx context.Context, tx *neo.Tx, a, b string) (*Distinct, error) {
	groups, err := aside.Members(ctx, tx, []string{a, b})
	if err != nil {
		return nil, err
	}
	found, err := DistinctAmong(ctx, tx, groups[a])
	for _, d := range found {
		if slices.Contains(groups[a], d.A) && slices.Contains(groups[b], d.B) || slices.Contains(groups[a], d.B) && slices.Contains(groups[b], d.A) {
			return &d, err
		}
	}
	return nil, err
}

// DistinctAmong reads all that says of any of the nodes that it is not the same as another.
func DistinctAmong(ctx context.Context, run query.Runner, ids []string) ([]Distinct, error) {
	label := "(d:" + catalog.DistinctLabel + ")"
	rows, err := run.Query(ctx, query.Statement{
		Text: "CALL () { MATCH " + label + " WHERE d.a IN $ids RETURN d UNION MATCH " + label + " WHERE d.b IN $ids RETURN d } " +
			"WITH d WHERE d.withdrawnAt IS NULL RETURN " + distinctColumns + " ORDER BY d.id",
		Params: map[string]any{"ids": ids},
	})
	found := make([]Distinct, len(rows.Values))
	for i, row := range rows.Values {
		found[i] = decodeDistinct(row)
	}
	return found, err
}
