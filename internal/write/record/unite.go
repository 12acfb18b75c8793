package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// known is a thing with what is known of it.
type known struct {
	id         string
	properties map[string]any
}

// unite lets a thing take over what is known of another that it stands for from now on, and
// returns its properties then: values that it lacks, the entries of lists, the sources. Where
// both have a value the thing keeps its own, and the other's stays readable as a statement;
// what is said of the other already is said of the thing too. Statements of both must be loaded.
func (s *statements) unite(fields []*catalog.Field, into, from known) map[string]any {
	out := property.Clone(into.properties)
	for _, f := range (claim{fields: fields}).contestable() {
		own, other := into.properties[f.Name], from.properties[f.Name]
		said := s.byThing[from.id][f.Name]
		switch {
		case f.System, other == nil && len(said) == 0, f.Kind == catalog.Boolean && f.NonNull:
		case f.List:
			out[f.Name] = unionOf(own, other)
		case own == nil && len(s.byThing[into.id][f.Name]) == 0:
			s.adoptFrom(into.id, f.Name, from)
			take(out, from.properties, f)
		case property.Same(own, other) && len(said) == 0 && len(s.byThing[into.id][f.Name]) == 0:
		default:
			s.oppose(into, from, f.Name)
		}
	}
	if out[catalog.Confidence] == nil && from.properties[catalog.Confidence] != nil {
		out[catalog.Confidence] = from.properties[catalog.Confidence]
	}
	out[catalog.SourceIDs] = property.Union(property.Sources(into.properties), property.Sources(from.properties))
	s.markOn(into.id, out)
	return out
}

func unionOf(own, other any) any {
	a, _ := property.Texts(own)
	b, _ := property.Texts(other)
	return property.Union(a, b)
}

// take copies a value, and what pages are sorted by it.
func take(to, from map[string]any, f *catalog.Field) {
	for _, name := range []string{f.Name, f.SortProperty()} {
		to[name] = from[name]
		if from[name] == nil {
			delete(to, name)
		}
	}
}

// adoptFrom says of a thing all that is said of another's field.
func (s *statements) adoptFrom(of, field string, from known) {
	for _, st := range slices.Clone(s.byThing[from.id][field]) {
		s.add(s.copyFor(of, st, st.displayed))
	}
}

// oppose puts the values of both beside each other, the thing's own shown.
func (s *statements) oppose(into, from known, field string) {
	if len(s.byThing[into.id][field]) == 0 {
		s.add(s.stated(into, field, true))
	}
	said := slices.Clone(s.byThing[from.id][field])
	if len(said) == 0 {
		said = []*statement{s.stated(from, field, false)}
	}
	for _, st := range said {
		same := find(s.byThing[into.id][field], func(own *statement) bool { return own.value == st.value })
		if same == nil {
			s.add(s.copyFor(into.id, st, false))
			continue
		}
		if all := property.Union(same.sources, st.sources); len(all) > len(same.sources) {
			same.sources, same.changed = all, true
		}
		if believed(st.confidence) > believed(same.confidence) {
			same.confidence, same.changed = st.confidence, true
		}
	}
}

// stated is the statement of the value that a thing shows.
func (s *statements) stated(k known, field string, displayed bool) *statement {
	return &statement{
		id: s.newID(), of: k.id, field: field, value: property.JSON(k.properties[field]), confidence: k.properties[catalog.Confidence],
		sources: slices.Clone(property.Sources(k.properties)), at: property.Text(k.properties[catalog.RecordedAt]), by: property.Text(k.properties[catalog.RecordedBy]),
		displayed: displayed, changed: true,
	}
}

func (s *statements) copyFor(of string, st *statement, displayed bool) *statement {
	own := *st
	own.id, own.of, own.displayed, own.changed = s.newID(), of, displayed, true
	own.sources = slices.Clone(st.sources)
	return &own
}

// markOn notes in properties for which fields there are statements.
func (s *statements) markOn(of string, properties map[string]any) {
	c := claim{of: of, given: map[string]any{}}
	s.mark(c)
	properties[catalog.Contested] = c.given[catalog.Contested]
	if c.given[catalog.Contested] == nil {
		delete(properties, catalog.Contested)
	}
}
