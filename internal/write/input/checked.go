package input

import (
	"fmt"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/scalar"
)

// Checked is a row's values in stored form.
type Checked struct {
	// Properties are ready to be stored; nil removes.
	Properties map[string]any
	Problems   []Problem
	Warnings   []Problem

	// Sources are the row's sources in normalised form.
	Sources []Ref
	// Claims are what sources give where they disagree.
	Claims []CheckedClaim
	// Barred say that the row names what must not be recorded. Nothing else that is told of the
	// row may depend on it: see record.Writer.Veiled.
	Barred []Problem
	// RecordedAt is the row's own, empty for now.
	RecordedAt string
}

// Refuse notes what is wrong with a field, or with the row as a whole where that is empty.
func (c *Checked) Refuse(field, format string, args ...any) {
	c.Problems = append(c.Problems, Problem{Field: field, Reason: fmt.Sprintf(format, args...)})
}

// Taken is Refuse for what something else has.
func (c *Checked) Taken(field, format string, args ...any) {
	c.Problems = append(c.Problems, Problem{Field: field, Reason: fmt.Sprintf(format, args...), Taken: true})
}

// Leave takes the value of a field out of the row, so that the stored one stays.
func (c *Checked) Leave(f *catalog.Field) {
	delete(c.Properties, f.Name)
	for _, name := range f.DerivedProperties() {
		delete(c.Properties, name)
	}
}

// Bar notes that a field names what must not be recorded.
func (c *Checked) Bar(field, reason string) {
	if !slices.ContainsFunc(c.Barred, func(p Problem) bool { return p.Field == field }) {
		c.Barred = append(c.Barred, Problem{Field: field, Reason: reason})
	}
}

// moment takes over the row's time of recording.
func (c *Checked) moment(recordedAt string) {
	if recordedAt == "" {
		return
	}
	t, err := scalar.ParseDateTime(recordedAt)
	if err != nil {
		c.Refuse(catalog.RecordedAt, "%s", err)
	}
	c.RecordedAt = scalar.FormatDateTime(t)
}

// Has tells that something is wrong with a field already.
func (c *Checked) Has(field string) bool {
	return slices.ContainsFunc(c.Problems, func(p Problem) bool { return p.Field == field })
}

// normalizeSources keeps the normalised references in c, beside what is wrong with them.
func (c *Checked) normalizeSources(cat *catalog.Catalog, refs []Ref) {
	for _, r := range refs {
		normal, err := r.Normalize(cat, Unique)
		switch {
		case err != nil && r == Ref{}:
			// The reader has told what is wrong with it.
		case err != nil:
			c.Refuse("sources", "%s", err)
		case !normal.EntityIn(cat).IsSource():
			c.Refuse("sources", "%s is not a %s", normal, catalog.SourceEntity)
		default:
			c.Sources = append(c.Sources, normal)
		}
	}
}

// ResolveSources are the ids of the row's sources, as find tells them.
func (c *Checked) ResolveSources(find func(Ref) string) []string {
	var ids []string
	for _, r := range c.Sources {
		found := find(r)
		if found == "" {
			c.Refuse("sources", "there is no %s; import the source first", r)
		}
		ids = append(ids, found)
	}
	return ids
}
