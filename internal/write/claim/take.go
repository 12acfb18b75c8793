package claim

import (
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

// Report is what a row gives of an element that exists.
type Report struct {
	Of string
	// Declared are the fields over which sources can disagree, beside the dates of validity.
	Declared []*catalog.Field
	// Current is the element as it stands, Given what the row says of it, in stored form: Take
	// removes what is not to be shown.
	Current, Given map[string]any
	// Sources are those of the row.
	Sources []string
	// confidence is how far the row is believed.
	confidence *float64
}

// Take decides which values of a row the element shows and notes as claims what sources give
// where they disagree. It tells whether any claim changed. With exact the element shows all
// of the row's values: of the claims about a field those of the value are marked as shown.
func (s *Set) Take(r Report, exact bool) (changed bool) {
	if !exact {
		return s.resolve(r)
	}
	for _, f := range Fields(r.Declared) {
		if v, given := r.Given[f.Name]; given {
			changed = s.show(s.byElement[r.Of][f.Name], valued(property.JSON(v))) || changed
		}
	}
	return changed
}

// resolve is Take where sources may disagree.
//
// A row without sources, and a source that the shown value is known from already, correct
// it. Another source contests it: both values become claims, and the one with the higher
// confidence is shown, the newer one at a tie. What a source has claimed before contests
// nothing, so that an import can be repeated.
func (s *Set) resolve(r Report) (changed bool) {
	r.confidence = confidenceIn(r.Given)
	r.keepConfidence()
	for _, f := range Fields(r.Declared) {
		v, given := r.Given[f.Name]
		if !given {
			continue
		}
		shows, touched := s.field(r, f, v)
		changed = changed || touched
		if !shows {
			delete(r.Given, f.Name)
			for _, name := range f.DerivedProperties() {
				delete(r.Given, name)
			}
		}
	}
	if changed {
		r.Given[catalog.Contested] = s.contested(r.Of)
	}
	return changed
}

// keepConfidence leaves the confidence of an element that is known from other sources too as
// it is, unless the row raises it: the row's values are judged by the confidence of the row.
func (r Report) keepConfidence() {
	if r.confidence != nil && len(r.Sources) > 0 && !subset(property.Sources(r.Current), r.Sources) && *r.confidence < believed(confidenceIn(r.Current)) {
		delete(r.Given, catalog.Confidence)
	}
}

// field takes in one value; shows tells that the element takes it on.
func (s *Set) field(r Report, f *catalog.Field, v any) (shows, changed bool) {
	field := f.Name
	list := s.byElement[r.Of][field]
	shown := find(list, func(c *Claim) bool { return c.Displayed })
	same := s.sameAs(f, property.JSON(v))
	switch {
	case !s.hides(f) && property.Same(r.Current[field], v):
		return true, shown != nil && s.join(r, shown)
	case len(r.Sources) == 0 || v == nil:
		return true, s.show(list, same)
	case len(list) == 0 && (r.Current[field] == nil || !disagree(r.Sources, property.Sources(r.Current))):
		return true, false
	case shown != nil && !disagree(r.Sources, shown.Sources):
		s.correct(r, shown, property.JSON(v), same)
		return true, true
	}
	return s.contest(r, field, shown, property.JSON(v), same)
}

// sameAs tells which claims are of a value; of a field that is blind none is.
func (s *Set) sameAs(f *catalog.Field, value string) func(*Claim) bool {
	return func(c *Claim) bool { return !s.hides(f) && c.Value == value }
}

// contest takes in another value than the shown one.
func (s *Set) contest(r Report, field string, shown *Claim, value string, same func(*Claim) bool) (wins, changed bool) {
	list := s.byElement[r.Of][field]
	rival := find(list, same)
	fresh := rival == nil
	if fresh {
		if len(list) == 0 {
			shown = s.present(r, field)
		}
		rival = s.fresh(r, field, value)
	}
	changed = s.join(r, rival) || fresh
	if !changed || shown != nil && believed(rival.Confidence) < believed(shown.Confidence) {
		return false, changed
	}
	s.show(s.byElement[r.Of][field], func(c *Claim) bool { return c == rival || same(c) })
	return true, true
}

// correct takes in a new value from a source of the shown one.
func (s *Set) correct(r Report, shown *Claim, value string, same func(*Claim) bool) {
	list := s.byElement[r.Of][shown.Field]
	if other := find(list, same); other != nil {
		s.show(list, same)
		s.join(r, other)
		return
	}
	shown.Value, shown.RecordedAt, shown.RecordedBy, shown.changed = value, s.stamp.At, s.stamp.By, true
	if r.confidence != nil {
		shown.Confidence = r.confidence
	}
	s.join(r, shown)
}
