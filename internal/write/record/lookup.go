package record

import (
	"context"
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/input"
)

// Hit tells where a reference leads.
type Hit struct {
	// ID of the node, empty when the reference leads to none, or to several.
	ID string
	// Entity of the node that was looked for, nil when the reference itself is wrong.
	Entity *catalog.Entity
	// Problem says why ID is empty.
	Problem string
	// Missing tells that there is no such node, so that one may be made or waited for.
	Missing bool
}

// Resolve finds the nodes that references lead to, one hit a reference. Beside the unique
// fields it takes the indexed ones, such as name: one that fits several nodes leads to none.
func (w *Writer) Resolve(ctx context.Context, tx *neo.Tx, refs []input.Ref) ([]Hit, error) {
	hits, normal, usable := w.normal(refs)
	found, err := w.lookupAll(ctx, tx, usable)
	if err != nil {
		return nil, err
	}
	for i := range hits {
		if hits[i].Entity != nil {
			hits[i].resolve(normal[i], found[normal[i]])
		}
	}
	return hits, w.stand(ctx, tx, hits, normal)
}

// Absent is what Resolve tells of references in a graph that holds nothing.
func (w *Writer) Absent(refs []input.Ref) []Hit {
	hits, normal, _ := w.normal(refs)
	for i := range hits {
		if hits[i].Entity != nil {
			hits[i].resolve(normal[i], nil)
		}
	}
	return hits
}

// normal normalises references; those with which something is wrong have their hit, and the
// others are usable.
func (w *Writer) normal(refs []input.Ref) (hits []Hit, normal, usable []input.Ref) {
	hits, normal = make([]Hit, len(refs)), make([]input.Ref, len(refs))
	for i, r := range refs {
		n, err := r.Normalize(w.cat, indexed)
		if err != nil {
			hits[i].Problem = err.Error()
			continue
		}
		normal[i], hits[i].Entity = n, n.EntityIn(w.cat)
		usable = append(usable, n)
	}
	return hits, normal, usable
}

// stand leads the references that no public node has to what stands for it. What is withheld or
// erased is as missing as what was never there.
func (w *Writer) stand(ctx context.Context, tx *neo.Tx, hits []Hit, refs []input.Ref) error {
	var missing []input.Ref
	for i, h := range hits {
		if h.Missing {
			missing = append(missing, refs[i])
		}
	}
	redirects, err := redirectsOf(ctx, tx, missing)
	for i := range hits {
		to, is := redirects[refs[i]]
		if is && to.Into != "" && hits[i].Missing {
			hits[i] = Hit{ID: to.Into, Entity: hits[i].Entity}
		}
	}
	return err
}

func (h *Hit) resolve(r input.Ref, found []named) {
	switch len(found) {
	case 0:
		h.Problem, h.Missing = fmt.Sprintf("there is no %s", r), true
	case 1:
		h.ID = found[0].ID
	default:
		h.Problem = fmt.Sprintf("%s fits several, such as %s and %s; use a key that only one of them has", r, found[0], found[1])
	}
}

// named is a node that a value leads to, as a message names it.
type named struct {
	Value any    `column:"value"`
	ID    string `column:"id"`
	Name  string `column:"name"`
}

func (n named) String() string {
	if n.Name == "" {
		return n.ID
	}
	return n.ID + " (" + n.Name + ")"
}

// refTo is the normalised reference by the value of a field.
func refTo(entity, field string, value any) input.Ref {
	if field == "id" {
		return input.Ref{ID: property.Text(value)}
	}
	return input.Ref{Entity: entity, Field: field, Value: value}
}

// lookupAll finds the nodes of normalised references, all that fit.
func (w *Writer) lookupAll(ctx context.Context, tx *neo.Tx, refs []input.Ref) (map[input.Ref][]named, error) {
	found := map[input.Ref][]named{}
	for _, g := range w.places(refs) {
		nodes, err := query.All[named](ctx, tx, query.Statement{
			Text:   "UNWIND $values AS v " + seekBy(g.entity, g.field) + " RETURN v AS value, n.id AS id, n.name AS name ORDER BY n.id",
			Params: map[string]any{"values": g.values.values},
		})
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			r := refTo(g.entity.Name, g.field.Name, n.Value)
			found[r] = append(found[r], n)
		}
	}
	return found, nil
}
