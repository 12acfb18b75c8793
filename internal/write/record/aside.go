package record

import (
	"context"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// Why says why a node is not in the public graph.
type Why string

// The reasons, as they are stored.
const (
	// Withheld is what must not be shown.
	Withheld Why = "WITHHELD"
	// MergedAway is what another node stands for.
	MergedAway Why = "MERGED"
	// Erased is what was removed, and is not to be recorded again.
	Erased Why = "ERASED"
)

// withheldReason is all that is told of what is withheld, erasedReason of what was erased.
const (
	withheldReason = "is that of what must not be recorded; leave the row out"
	erasedReason   = "is that of somebody whose data was erased and is not recorded again; leave the row out"
)

// refusal says why nothing is recorded under what the lead is of. It continues a sentence
// that begins with the key.
func (l Lead) refusal() string {
	if l.Why == Erased {
		return erasedReason
	}
	return withheldReason
}

// Aside is a node that was taken out of the public graph.
type Aside struct {
	ID     string
	Entity *catalog.Entity
	Why    Why
	// Into is the id of the node that stands for it, empty where none does.
	Into string
	// Properties are those that it had, and has again when it is put back.
	Properties map[string]any
}

// PutAside takes a node out of the public graph: it and its relationships keep their ids and
// properties, but lose their label and types, so that nothing counts or finds them. The id
// and the keys of the node lead to what stands for it, into, or to nothing. NOT_FOUND tells
// that there is no such node. It writes no change.
//
// The node is made anew, not relabelled: only the removal of a node makes those wait who make
// a relationship to it at the same time.
func (w *Writer) PutAside(ctx context.Context, tx *neo.Tx, e *catalog.Entity, id string, why Why, into string) (Aside, error) {
	held, err := element.Hold(ctx, tx, e, e.Field("id"), id)
	if err != nil {
		return Aside{}, err
	}
	if held == nil {
		return Aside{}, element.NoSuch(e, id)
	}
	for _, stmt := range []query.Statement{
		element.LockEdges(e.Name, id), moveAside(e, id, why, into), makeAliases(id, aliasKeys(e, held, why), why, into),
	} {
		if _, err := tx.Run(ctx, stmt); err != nil {
			return Aside{}, err
		}
	}
	return Aside{ID: id, Entity: e, Why: why, Into: into, Properties: held}, nil
}

// FindAside reads and locks a node that is aside; false when none has the id.
func (w *Writer) FindAside(ctx context.Context, tx *neo.Tx, id string) (Aside, bool, error) {
	rows, err := tx.Run(ctx, query.Statement{
		Text:   "MATCH (a:" + catalog.AsideLabel + " {id: $id}) SET a.version = a.version + 0 RETURN properties(a)",
		Params: map[string]any{"id": id},
	})
	if err != nil || len(rows) == 0 {
		return Aside{}, false, err
	}
	a := asideOf(w.cat, rows[0][0])
	return a, a.Entity != nil, nil
}

// asideOf takes the marks of being aside out of the properties of a node.
func asideOf(cat *catalog.Catalog, stored any) Aside {
	properties, _ := stored.(map[string]any)
	a := Aside{
		ID: property.Text(properties["id"]), Entity: cat.Entity(property.Text(properties[catalog.AsideAs])),
		Why: Why(property.Text(properties[catalog.AsideWhy])), Into: property.Text(properties[catalog.AsideInto]), Properties: properties,
	}
	for _, mark := range []string{catalog.AsideAs, catalog.AsideWhy, catalog.AsideInto} {
		delete(properties, mark)
	}
	return a
}
