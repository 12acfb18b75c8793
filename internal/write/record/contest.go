package record

import (
	"slices"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// claim is what a row says of a thing that exists.
type claim struct {
	of string
	// fields are those over which sources can disagree, beside the dates of validity.
	fields []*catalog.Field
	// current is the thing as it stands, given what the row says of it, in stored form:
	// settle takes out what is not to be shown.
	current, given map[string]any
	// sources are those of the row, confidence is what it says of itself.
	sources    []string
	confidence any
}

// take settles a claim or, where it is exact, lets the thing show all of its values: of the
// statements about a field those of the value are marked as the shown one.
func (s *statements) take(c claim, exact bool) (changed bool) {
	if !exact {
		return s.settle(c)
	}
	for _, f := range c.contestable() {
		if v, given := c.given[f.Name]; given {
			changed = s.show(s.byThing[c.of][f.Name], property.JSON(v)) || changed
		}
	}
	return changed
}

// settle decides which values of a row the thing shows, and notes as statements what
// sources give where they disagree. It tells whether any statement changed.
//
// A row without sources, and a source that the shown value is known from already, correct
// it. Another source contests it: both values become statements, and the one with the
// higher confidence is shown, the newer one at a tie. What a source has said before
// contests nothing, so that an import can be repeated.
func (s *statements) settle(c claim) (changed bool) {
	c.confidence = c.given[catalog.Confidence]
	c.keepConfidence()
	for _, f := range c.contestable() {
		v, given := c.given[f.Name]
		if !given {
			continue
		}
		shows, touched := s.field(c, f.Name, v)
		changed = changed || touched
		if !shows {
			delete(c.given, f.Name)
			delete(c.given, f.SortProperty())
		}
	}
	if changed {
		s.mark(c)
	}
	return changed
}

func (c claim) contestable() []*catalog.Field {
	return append(slices.Clip(c.fields),
		&catalog.Field{Name: catalog.ValidFrom, Kind: catalog.Date}, &catalog.Field{Name: catalog.ValidTo, Kind: catalog.Date})
}

// keepConfidence leaves the confidence of a thing that is known from other sources too as
// it is, unless the row raises it: the row's values are judged by the row's own.
func (c claim) keepConfidence() {
	v, given := c.given[catalog.Confidence].(float64)
	if given && len(c.sources) > 0 && !subset(property.Sources(c.current), c.sources) && v < believed(c.current[catalog.Confidence]) {
		delete(c.given, catalog.Confidence)
	}
}

// field settles one value; shows tells that the thing takes it on.
func (s *statements) field(c claim, field string, v any) (shows, changed bool) {
	list := s.byThing[c.of][field]
	shown := find(list, func(st *statement) bool { return st.displayed })
	switch {
	case property.Same(c.current[field], v):
		return true, shown != nil && s.join(c, shown)
	case len(c.sources) == 0 || v == nil:
		return true, s.show(list, property.JSON(v))
	case len(list) == 0 && (c.current[field] == nil || !disagree(c.sources, property.Sources(c.current))):
		return true, false
	case shown != nil && !disagree(c.sources, shown.sources):
		s.correct(c, shown, property.JSON(v))
		return true, true
	}
	return s.contest(c, field, shown, property.JSON(v))
}

// contest takes in another value than the shown one.
func (s *statements) contest(c claim, field string, shown *statement, value string) (wins, changed bool) {
	list := s.byThing[c.of][field]
	rival := find(list, func(st *statement) bool { return st.value == value })
	fresh := rival == nil
	if fresh {
		if len(list) == 0 {
			shown = s.present(c, field)
		}
		rival = s.fresh(c, field, value)
	}
	changed = s.join(c, rival) || fresh
	if !changed || shown != nil && believed(rival.confidence) < believed(shown.confidence) {
		return false, changed
	}
	s.show(s.byThing[c.of][field], value)
	return true, true
}

// correct takes in a new value from a source of the shown one.
func (s *statements) correct(c claim, shown *statement, value string) {
	list := s.byThing[c.of][shown.field]
	if other := find(list, func(st *statement) bool { return st.value == value }); other != nil {
		s.show(list, value)
		s.join(c, other)
		return
	}
	shown.value, shown.at, shown.by, shown.changed = value, s.stamp.At, s.stamp.By, true
	if c.confidence != nil {
		shown.confidence = c.confidence
	}
	s.join(c, shown)
}

// mark notes on the thing itself for which fields it has statements.
func (s *statements) mark(c claim) {
	var fields []string
	for field, list := range s.byThing[c.of] {
		if len(list) > 0 {
			fields = append(fields, field)
		}
	}
	slices.Sort(fields)
	c.given[catalog.Contested] = nil
	if len(fields) > 0 {
		c.given[catalog.Contested] = fields
	}
}

// believed is how far something is believed for which a confidence may be stored.
func believed(confidence any) float64 {
	if v, ok := confidence.(float64); ok {
		return v
	}
	return unsaid
}

// unsaid is the confidence of what nobody gave one.
const unsaid = 0.5

// disagree tells that two lists of sources have none in common. Where one is empty,
// nobody is there to disagree with.
func disagree(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) })
}

func subset(part, whole []string) bool {
	return !slices.ContainsFunc(part, func(id string) bool { return !slices.Contains(whole, id) })
}

func find(list []*statement, is func(*statement) bool) *statement {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i]
	}
	return nil
}
