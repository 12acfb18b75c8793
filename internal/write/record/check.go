package record

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// Checked is a row's values in stored form.
type Checked struct {
	// Properties are ready to be stored; nil removes.
	Properties map[string]any
	Problems   []Problem
	Warnings   []Problem

	// sources are the row's sources in normalised form.
	sources []Ref
	// said is what sources say of the thing.
	claims []claimed
	// closed tells that the row means what must not be recorded.
	closed bool
	// recordedAt is the row's own, empty for now.
	recordedAt string
}

func (c *Checked) problem(field, format string, args ...any) {
	c.Problems = append(c.Problems, Problem{Field: field, Reason: fmt.Sprintf(format, args...)})
}

// taken is a problem with what something else has.
func (c *Checked) taken(field, format string, args ...any) {
	c.Problems = append(c.Problems, Problem{Field: field, Reason: fmt.Sprintf(format, args...), Taken: true})
}

// moment takes over the row's time of recording.
func (c *Checked) moment(recordedAt string) {
	if recordedAt == "" {
		return
	}
	t, err := scalar.ParseDateTime(recordedAt)
	if err != nil {
		c.problem(catalog.RecordedAt, "%s", err)
	}
	c.recordedAt = scalar.FormatDateTime(t)
}

// CheckNode checks and normalises the values of one node. It finds everything that can
// be found without the database; whether a required field is missing depends on whether
// the node exists.
func CheckNode(cat *catalog.Catalog, e *catalog.Entity, values map[string]any) Checked {
	c := checkValues(cat, e.Name, e.Fields, values)
	for _, f := range e.Fields {
		v, given := c.Properties[f.Name]
		if !f.Pinyin || !given {
			continue
		}
		c.Properties[f.SortProperty()] = nil
		s, ok := v.(string)
		if !ok {
			continue
		}
		key := pinyin.SortKey(s)
		if len(key) > maxSortKey {
			c.problem(f.Name, "is too long to be sorted by")
		}
		c.Properties[f.SortProperty()] = key
	}
	return c
}

// CheckEdge checks and normalises the values of one relationship.
func CheckEdge(cat *catalog.Catalog, edge *catalog.Edge, values map[string]any) Checked {
	if edge.Properties == nil {
		return checkValues(cat, edge.Type, nil, values)
	}
	return checkValues(cat, edge.Type, edge.Properties.Fields, values)
}

func checkValues(cat *catalog.Catalog, owner string, fields []*catalog.Field, values map[string]any) Checked {
	c := Checked{Properties: make(map[string]any, len(values)+4)}
	seen := 0
	for _, f := range fields {
		v, given := values[f.Name]
		if !given {
			continue
		}
		seen++
		c.value(cat, f, v)
	}
	if seen < len(values) {
		c.unknown(owner, fields, values)
	}
	return c
}

func (c *Checked) value(cat *catalog.Catalog, f *catalog.Field, v any) {
	switch {
	case f.System:
		c.problem(f.Name, "is kept by the service and cannot be set")
		return
	case v == nil && f.NonNull:
		c.problem(f.Name, "is required and cannot be null")
		return
	case v == nil:
		c.Properties[f.Name] = nil
		return
	}
	stored, warnings, err := coerce(cat, f, v)
	if err != nil {
		c.problem(f.Name, "%s", err)
		return
	}
	for _, w := range warnings {
		c.Warnings = append(c.Warnings, Problem{Field: f.Name, Reason: w})
	}
	c.Properties[f.Name] = stored
}

func (c *Checked) unknown(owner string, fields []*catalog.Field, values map[string]any) {
	var known []string
	for _, f := range fields {
		if !f.System {
			known = append(known, f.Name)
		}
	}
	has := "has no properties"
	if len(known) > 0 {
		has = "has " + strings.Join(known, ", ")
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.ContainsFunc(fields, func(f *catalog.Field) bool { return f.Name == name }) {
			c.problem(name, "%s has no such column; it %s", owner, has)
		}
	}
}
