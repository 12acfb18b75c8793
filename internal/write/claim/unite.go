package claim

import (
	"maps"
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/rule"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// Subject is an element with what is known of it.
type Subject struct {
	ID         string
	Properties map[string]any
}

// Unite lets an element take over what is known of another that it stands for from now on, and
// returns its properties then: values that it lacks, the entries of lists, the sources. Where
// both have a value the element keeps its own, and the other's stays readable as a claim, as does
// one that would stand the wrong way round beside what the element has; what is claimed of the other already is claimed of the element too. Claims of both must be there.
func (s *Set) Unite(declared []*catalog.Field, into, from Subject) map[string]any {
	out := property.Clone(into.Properties)
	for _, f := range Fields(declared) {
		s.uniteField(out, f, into, from, fits(declared, out, f, from.Properties[f.Name]))
	}
	if out[catalog.Confidence] == nil && from.Properties[catalog.Confidence] != nil {
		out[catalog.Confidence] = from.Properties[catalog.Confidence]
	}
	out[catalog.SourceIDs] = property.Union(property.Sources(into.Properties), property.Sources(from.Properties))
	if marked := property.Union(property.Mentioning(into.Properties), property.Mentioning(from.Properties)); len(marked) > 0 {
		out[catalog.Mentioning] = marked
	}
	s.mark(into.ID, out)
	return out
}

// uniteField is Unite of one field. A flag that is never missing tells of the element itself. A
// value that does not fit what the element has is not taken over.
func (s *Set) uniteField(out map[string]any, f *catalog.Field, into, from Subject, fits bool) {
	value, other := into.Properties[f.Name], from.Properties[f.Name]
	claims, others := s.byElement[into.ID][f.Name], s.byElement[from.ID][f.Name]
	if other == nil && len(others) == 0 || f.Kind == catalog.Boolean && f.NonNull {
		return
	}
	if f.List {
		put(out, f.Name, unionOf(value, other))
		for name, v := range property.Derived([]*catalog.Field{f}, out) {
			put(out, name, v)
		}
		return
	}
	if value == nil && len(claims) == 0 && fits {
		s.copyClaims(into.ID, f.Name, from)
		copyValue(out, from.Properties, f)
		return
	}
	if s.hides(f) || !property.Same(value, other) || len(others) > 0 || len(claims) > 0 {
		s.oppose(into, from, f)
	}
}

// fits tells that an element that takes over a value has no two values the wrong way round by it.
func fits(declared []*catalog.Field, properties map[string]any, f *catalog.Field, value any) bool {
	var intervals []catalog.Interval
	for _, other := range declared {
		if other.NotBefore != nil && (other == f || other.NotBefore == f) {
			intervals = append(intervals, catalog.Interval{From: other.NotBefore, To: other})
		}
	}
	with := maps.Clone(properties)
	with[f.Name] = value
	return len(rule.Intervals(intervals, with)) == 0
}

func unionOf(value, other any) any {
	a, _ := property.Texts(value)
	b, _ := property.Texts(other)
	return property.Union(a, b)
}

// copyValue copies a value, and what is kept beside it.
func copyValue(to, from map[string]any, f *catalog.Field) {
	for _, name := range append(f.DerivedProperties(), f.Name) {
		put(to, name, from[name])
	}
}

func put(to map[string]any, name string, v any) {
	to[name] = v
	if v == nil {
		delete(to, name)
	}
}

// copyClaims claims of an element all that is claimed of another's field.
func (s *Set) copyClaims(of, field string, from Subject) {
	for _, c := range slices.Clone(s.byElement[from.ID][field]) {
		s.add(s.copyFor(of, c, c.Displayed))
	}
}

// oppose puts the values of both beside each other, the element's own shown.
func (s *Set) oppose(into, from Subject, f *catalog.Field) {
	field := f.Name
	if len(s.byElement[into.ID][field]) == 0 {
		s.add(s.claimOf(into, field, true))
	}
	others := slices.Clone(s.byElement[from.ID][field])
	if len(others) == 0 {
		others = []*Claim{s.claimOf(from, field, false)}
	}
	for _, c := range others {
		same := find(s.byElement[into.ID][field], func(known *Claim) bool { return known.Value == c.Value })
		if same == nil || s.hides(f) {
			s.add(s.copyFor(into.ID, c, false))
			continue
		}
		if all := property.Union(same.Sources, c.Sources); len(all) > len(same.Sources) {
			same.Sources, same.changed = all, true
		}
		if believed(c.Confidence) > believed(same.Confidence) {
			same.Confidence, same.changed = c.Confidence, true
		}
	}
}

func (s *Set) copyFor(of string, c *Claim, displayed bool) *Claim {
	made := *c
	made.ID, made.Of, made.Displayed, made.changed = s.newID(), of, displayed, true
	made.Sources = slices.Clone(c.Sources)
	return &made
}

// mark notes in the properties of an element for which fields it has claims.
func (s *Set) mark(of string, properties map[string]any) {
	properties[catalog.Contested] = s.contested(of)
	if properties[catalog.Contested] == nil {
		delete(properties, catalog.Contested)
	}
}
