package input

import (
	"fmt"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/canon"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// Ref points at a node: by its id, or by one unique field of a named entity.
type Ref struct {
	ID string
	// Entity, Field and Value are used when ID is empty.
	Entity, Field string
	Value         any
}

func (r Ref) String() string {
	if r.ID != "" {
		return r.ID
	}
	return fmt.Sprintf("%s with %s %s", r.Entity, r.Field, fault.Shown(r.Value))
}

// Unique are the fields that stand for one node.
func Unique(f *catalog.Field) bool { return f.Unique }

// Normalize checks a reference against the catalog and brings its value to canonical form. may
// tells which fields may stand for a node, such as Unique. An error continues a sentence that
// begins with the reference.
func (r Ref) Normalize(cat *catalog.Catalog, may func(*catalog.Field) bool) (Ref, error) {
	if r.ID != "" {
		if cat.EntityWithID(r.ID) == nil {
			return r, fmt.Errorf("%s is not an id of ours; give an id, or an entity and its key, such as {\"Company\": {\"uscc\": …}}", fault.Shown(r.ID))
		}
		return Ref{ID: r.ID}, nil
	}
	e := cat.Entity(r.Entity)
	if e == nil {
		return r, fmt.Errorf("there is no entity %s; known are %s", fault.Shown(r.Entity), strings.Join(entityNames(cat), ", "))
	}
	f := e.Field(r.Field)
	if f == nil || !may(f) {
		return r, fmt.Errorf("%s is not a key of %s; its keys are %s", fault.Shown(r.Field), e.Name, strings.Join(keyNames(e), ", "))
	}
	if f.Name == "id" {
		return Ref{ID: property.Text(r.Value)}.Normalize(cat, may)
	}
	if r.Value == nil {
		return r, fmt.Errorf("the %s of the %s is null", f.Name, e.Name)
	}
	v, _, err := coerce(cat, f, r.Value)
	if err != nil {
		return r, fmt.Errorf("%s.%s: %w", e.Name, f.Name, err)
	}
	return Ref{Entity: e.Name, Field: f.Name, Value: canon.Value(v)}, nil
}

// EntityIn is the entity that a normalised reference points at.
func (r Ref) EntityIn(cat *catalog.Catalog) *catalog.Entity {
	if r.ID != "" {
		return cat.EntityOfID(r.ID)
	}
	return cat.Entity(r.Entity)
}

// Key is the field by which a normalised reference points, and its value.
func (r Ref) Key() (field string, value any) {
	if r.ID != "" {
		return "id", r.ID
	}
	return r.Field, r.Value
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
