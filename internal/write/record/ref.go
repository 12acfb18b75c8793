package record

import (
	"context"
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

func (r Ref) String() string {
	if r.ID != "" {
		return r.ID
	}
	return fmt.Sprintf("%s with %s %s", r.Entity, r.Field, show(r.Value))
}

// normalize checks a reference against the catalog and brings its value to stored form.
// The result always has its entity; Field is id when it points by id.
func (r Ref) normalize(cat *catalog.Catalog) (Ref, error) {
	return r.normalizeBy(cat, func(f *catalog.Field) bool { return f.Unique })
}

// normalizeBy is normalize with a choice of the fields that may stand for a node.
func (r Ref) normalizeBy(cat *catalog.Catalog, may func(*catalog.Field) bool) (Ref, error) {
	if r.ID != "" {
		e := cat.EntityOfID(r.ID)
		if e == nil || !id.Valid(r.ID, e.Prefix) {
			return r, fmt.Errorf("%s is not an id of ours; give an id, or an entity and its key, such as {\"Company\": {\"uscc\": …}}", show(r.ID))
		}
		return Ref{ID: r.ID}, nil
	}
	e := cat.Entity(r.Entity)
	if e == nil {
		return r, fmt.Errorf("there is no entity %s; known are %s", show(r.Entity), strings.Join(entityNames(cat), ", "))
	}
	f := e.Field(r.Field)
	if f == nil || !may(f) {
		return r, fmt.Errorf("%s is not a key of %s; its keys are %s", show(r.Field), e.Name, strings.Join(keyNames(e), ", "))
	}
	if f.Name == "id" {
		return Ref{ID: property.Text(r.Value)}.normalize(cat)
	}
	if r.Value == nil {
		return r, fmt.Errorf("the %s of the %s is null", f.Name, e.Name)
	}
	v, _, err := coerce(cat, f, r.Value)
	if err != nil {
		return r, fmt.Errorf("%s.%s: %w", e.Name, f.Name, err)
	}
	return Ref{Entity: e.Name, Field: f.Name, Value: v}, nil
}

// entityOf returns the entity that a normalised reference points at.
func entityOf(cat *catalog.Catalog, r Ref) *catalog.Entity {
	if r.ID != "" {
		return cat.EntityOfID(r.ID)
	}
	return cat.Entity(r.Entity)
}

func entityNames(cat *catalog.Catalog) []string {
	names := make([]string, len(cat.Entities))
	for i, e := range cat.Entities {
		names[i] = e.Name
	}
	return names
}

func keyNames(e *catalog.Entity) []string {
	names := []string{"id"}
	for _, f := range e.UniqueFields() {
		names = append(names, f.Name)
	}
	return names
}

// normalizeSources keeps the normalised references in c, beside what is wrong with them.
func (w *Writer) normalizeSources(c *Checked, refs []Ref) {
	for _, r := range refs {
		normal, err := r.normalize(w.cat)
		switch {
		case err != nil && r == Ref{}:
			// The reader has told what is wrong with it.
		case err != nil:
			c.problem("sources", "%s", err)
		case !entityOf(w.cat, normal).IsSource():
			c.problem("sources", "%s is not a %s", normal, catalog.SourceEntity)
		default:
			c.sources = append(c.sources, normal)
		}
	}
}

// resolveSources turns the row's sources into ids.
func (c *Checked) resolveSources(find func(Ref) string) []string {
	var ids []string
	for _, r := range c.sources {
		found := find(r)
		if found == "" {
			c.problem("sources", "there is no %s; import the source first", r)
		}
		ids = append(ids, found)
	}
	return ids
}

func sourcesOf(checked []Checked) []Ref {
	var refs []Ref
	for _, c := range checked {
		refs = append(refs, c.sources...)
		for _, claimed := range c.claims {
			refs = append(refs, claimed.refs...)
		}
	}
	return refs
}

// lookupRefs finds the ids of normalised references; those that lead nowhere are absent.
func (w *Writer) lookupRefs(ctx context.Context, tx *neo.Tx, refs []Ref) (map[Ref]string, error) {
	type place struct{ entity, field string }
	var order []place
	values := map[place]*distinct[any]{}
	for _, r := range refs {
		e := entityOf(w.cat, r)
		at, v := place{e.Name, r.Field}, r.Value
		if r.ID != "" {
			at, v = place{e.Name, "id"}, r.ID
		}
		if values[at] == nil {
			values[at] = &distinct[any]{}
			order = append(order, at)
		}
		values[at].add(v, v)
	}
	found := map[Ref]string{}
	for _, at := range order {
		rows, err := tx.Run(ctx, query.Statement{
			Text:   "UNWIND $values AS v MATCH (n:" + query.Quote(at.entity) + " {" + query.Quote(at.field) + ": v}) RETURN v, n.id",
			Params: map[string]any{"values": values[at].values},
		})
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			r := Ref{Entity: at.entity, Field: at.field, Value: row[0]}
			if at.field == "id" {
				r = Ref{ID: property.Text(row[0])}
			}
			found[r] = property.Text(row[1])
		}
	}
	return found, nil
}
