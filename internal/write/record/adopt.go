package record

import (
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// StatementRow is a value that sources give, as it comes with a row from another graph.
type StatementRow struct {
	Field string
	// Value is nil for none.
	Value      any
	Confidence *float64
	Sources    []Ref
	// RecordedAt and RecordedBy are those of the other graph; empty means now and the actor.
	RecordedAt, RecordedBy string
}

// said is a checked statement of a row; its sources are still to be found.
type said struct {
	statement
	refs []Ref
}

// checkStatements checks what sources say by the rules of the fields that it is about.
func (w *Writer) checkStatements(c *Checked, fields []*catalog.Field, rows []StatementRow) {
	fields = claim{fields: fields}.contestable()
	for _, row := range rows {
		at := slices.IndexFunc(fields, func(f *catalog.Field) bool { return f.Name == row.Field && !f.System })
		if at < 0 {
			c.problem("statements", "%s is no field over which sources can disagree", show(row.Field))
			continue
		}
		one := Checked{Properties: map[string]any{}}
		one.validity(validity{confidence: row.Confidence})
		one.moment(row.RecordedAt)
		w.normalizeSources(&one, row.Sources)
		st := said{statement: statement{field: row.Field, at: one.recordedAt, by: row.RecordedBy, changed: true}, refs: one.sources}
		st.confidence = one.Properties[catalog.Confidence]
		st.value = one.statedValue(w.cat, fields[at], row.Value)
		for _, p := range one.Problems {
			c.problem("statements", "%s: %s %s", row.Field, p.Field, p.Reason)
		}
		c.said = append(c.said, st)
	}
}

func (c *Checked) statedValue(cat *catalog.Catalog, f *catalog.Field, v any) string {
	if v == nil {
		return property.JSON(nil)
	}
	stored, _, err := coerce(cat, f, v)
	if err != nil {
		c.problem("value", "%s", err)
	}
	return property.JSON(stored)
}

// resolveSaid turns the sources of the row's statements into ids.
func (c *Checked) resolveSaid(find func(Ref) string) {
	for i := range c.said {
		one := Checked{sources: c.said[i].refs}
		c.said[i].sources = one.resolveSources(find)
		c.Problems = append(c.Problems, one.Problems...)
	}
}

// adopt takes over what is said of a thing that is made from a row: the value that the
// thing shows is marked as such.
func (s *statements) adopt(of string, current map[string]any, list []said) {
	fields := map[string]bool{}
	for i := range list {
		st := &list[i].statement
		st.id, st.of = s.newID(), of
		st.displayed = st.value == property.JSON(current[st.field])
		if st.at == "" {
			st.at = s.stamp.At
		}
		if st.by == "" {
			st.by = s.stamp.By
		}
		s.add(st)
		fields[st.field] = true
	}
	if len(fields) > 0 {
		current[catalog.Contested] = slices.Sorted(maps.Keys(fields))
	}
}
